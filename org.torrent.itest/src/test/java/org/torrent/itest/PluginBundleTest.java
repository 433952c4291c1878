package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.torrent.protocol.Message;

/** One extension's bundle: its updates, its departure, its errors, its name. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginBundleTest {
    private static final int THEIR_ID = 77;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(PluginBundleTest.class)};
    }

    @Test
    public void update_shouldKeepIdAndTorrentAndBringNewCode() throws Exception {
        Container container = new Container(context);
        PluginBundle plugin = PluginBundle.echo("ut_updated");
        Bundle bundle = container.install(plugin);
        int id = active(container, plugin).ids().get(0);
        try (Transfer transfer = Transfer.start(container, "updated", Map.of("ut_updated", THEIR_ID))) {
            assertEquals("1.0.0 before", echo(transfer, id, "before"));

            bundle.update(plugin.withVersion("2.0.0").jar());

            PluginSnapshot updated = active(container, plugin);
            assertEquals("2.0.0", updated.version());
            assertEquals(List.of(id), updated.ids());
            assertEquals("2.0.0 after", echo(transfer, id, "after"));
            transfer.finishUndisturbed();
        } finally {
            bundle.uninstall();
        }
    }

    @Test
    public void uninstall_duringATransfer_shouldFreeTheClassLoader() throws Exception {
        Container container = new Container(context);
        PluginBundle plugin = PluginBundle.echo("ut_departed");
        Bundle bundle = container.install(plugin);
        int id = active(container, plugin).ids().get(0);
        try (Transfer transfer = Transfer.start(container, "departed", Map.of("ut_departed", THEIR_ID))) {
            assertEquals("1.0.0 hello", echo(transfer, id, "hello"));
            WeakReference<ClassLoader> loader = container.loader(plugin.symbolicName());

            bundle.uninstall();

            container.awaitPlugin(plugin.symbolicName(), State.DEPARTED);
            Await.until("the class loader is collected", () -> {
                System.gc();
                return loader.get() == null;
            });
            transfer.seed().connection().send(id, "nobody is there".getBytes(StandardCharsets.UTF_8));
            transfer.finishUndisturbed();
        }
    }

    @Test
    public void callbacks_whenAllOfThemThrow_shouldCostThePluginOnly() throws Exception {
        Container container = new Container(context);
        PluginBundle plugin = PluginBundle.failing("ut_failing");
        Bundle bundle = container.install(plugin);
        int id = active(container, plugin).ids().get(0);
        try (Transfer transfer = Transfer.start(container, "failing", Map.of("ut_failing", THEIR_ID))) {
            Await.until(() -> "errors: " + container.session().plugins(), () -> {
                transfer.seed().connection().send(id, new byte[] {1});
                return container.pluginsOf(plugin.symbolicName()).get(0).state() == State.QUARANTINED;
            });

            transfer.finishUndisturbed();
            assertNull(transfer.seed().connection().failure());
        } finally {
            bundle.uninstall();
        }
    }

    @Test
    public void name_whenABuiltInHasIt_shouldBeRefused() throws Exception {
        Container container = new Container(context);
        PluginBundle plugin = PluginBundle.echo("ut_metadata");
        Bundle bundle = container.install(plugin);
        try {
            PluginSnapshot refused = container.awaitPlugin(plugin.symbolicName(), State.REFUSED);

            assertEquals("ut_metadata", refused.name());
            assertEquals(List.of(), refused.ids());
            assertTrue(refused.reason(), refused.reason().contains("built-in"));
        } finally {
            bundle.uninstall();
        }
    }

    @Test
    public void name_whenItsHolderLeaves_shouldGoToTheHighestRankingWaiting() throws Exception {
        Container container = new Container(context);
        PluginBundle holder = PluginBundle.echo("ut_shared");
        PluginBundle low = holder.withSymbolicName("test.low").withRanking(1);
        PluginBundle high = holder.withSymbolicName("test.high").withRanking(2);
        Bundle leaving = container.install(holder);
        int id = active(container, holder).ids().get(0);
        Bundle lowBundle = container.install(low);
        Bundle highBundle = container.install(high);
        try {
            assertTrue(
                    container.awaitPlugin("test.high", State.WAITING).reason().contains(holder.symbolicName()));

            leaving.uninstall();

            assertEquals(List.of(id), active(container, high).ids());
            assertEquals(
                    List.of(), container.awaitPlugin("test.low", State.WAITING).ids());
        } finally {
            lowBundle.uninstall();
            highBundle.uninstall();
        }
    }

    private static PluginSnapshot active(Container container, PluginBundle plugin) {
        return container.awaitPlugin(plugin.symbolicName(), State.ACTIVE);
    }

    /** Sends a message from the seed and returns the plugin's answer. */
    private static String echo(Transfer transfer, int id, String text) throws InterruptedException {
        SeedConnection peer = transfer.seed().connection();
        peer.send(id, text.getBytes(StandardCharsets.UTF_8));
        Message.Extended answer = peer.messages().poll(30, TimeUnit.SECONDS);
        assertEquals(THEIR_ID, answer.id());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
