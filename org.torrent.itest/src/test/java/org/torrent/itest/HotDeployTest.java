package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;

/** Extensions come, change and leave while torrents transfer. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeployTest {
    private static final String COMMENT = "org.torrent.example.comment";
    private static final PluginBundle LATE = PluginBundle.echo("ut_late");

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(HotDeployTest.class)};
    }

    @Test
    public void plugins_duringATransfer_shouldComeAndGoUnnoticed() throws Exception {
        Container container = new Container(context);
        try (Transfer running = Transfer.start(container, "running")) {
            Bundle comment = container.install(Shipped.jar("examples", COMMENT));
            Bundle late = container.install(LATE);
            assertEquals(
                    List.of(10), container.awaitPlugin(COMMENT, State.ACTIVE).ids());
            assertEquals(List.of(11), late(container).ids());
            awaitOffer(running, "ut_comment", 10); // it asks for it: torrent.adoption=live

            try (Transfer next = Transfer.start(container, "next")) {
                assertEquals(10, (int) offered(next).get("ut_comment"));
                assertEquals(11, (int) offered(next).get("ut_late"));
                assertFalse(offered(running).toString(), offered(running).containsKey("ut_late"));

                late.update(LATE.withVersion("2.0.0").jar());
                comment.uninstall();
                container.awaitPlugin(COMMENT, State.DEPARTED);
                awaitOffer(next, "ut_comment", 0);
                container.install(Shipped.jar("examples", COMMENT));

                assertEquals(
                        List.of(10),
                        container.awaitPlugin(COMMENT, State.ACTIVE).ids());
                assertEquals(List.of(11), late(container).ids());
                awaitOffer(running, "ut_comment", 10);
                assertEquals(11, (int) offered(next).get("ut_late"));
                next.finishUndisturbed();
                running.finishUndisturbed();
            }
        }
    }

    private static PluginSnapshot late(Container container) {
        return container.awaitPlugin(LATE.symbolicName(), State.ACTIVE);
    }

    private static void awaitOffer(Transfer transfer, String name, int id) {
        Await.until(() -> name + "=" + id + " in " + offered(transfer), () -> Integer.valueOf(id)
                .equals(offered(transfer).get(name)));
    }

    /** The names and ids in our newest extension handshake to the seed. */
    private static Map<String, Integer> offered(Transfer transfer) {
        return transfer.seed().connection().handshake().extensions();
    }
}
