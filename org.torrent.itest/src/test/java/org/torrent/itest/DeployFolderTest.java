package org.torrent.itest;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.torrent.api.PluginSnapshot.State;

/** Plugins by way of the watched folder. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployFolderTest {
    private static final String COMMENT = "org.torrent.example.comment";
    private static final String MONITOR = "org.torrent.example.peermonitor";

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(DeployFolderTest.class)};
    }

    @Test
    public void extension_whenItsJarIsDroppedAndRemoved_shouldComeAndGo() throws Exception {
        Container container = new Container(context);
        Path jar = deployed("comment.jar");
        try (Transfer transfer = Transfer.start(container, "dropped")) {
            drop(example(COMMENT), jar);
            List<Integer> ids = container.awaitPlugin(COMMENT, State.ACTIVE).ids();
            assertEquals(1, ids.size());

            Files.delete(jar);
            container.awaitPlugin(COMMENT, State.DEPARTED);
            Await.until("its bundle is gone", () -> !container.has(COMMENT));

            drop(example(COMMENT), jar);
            assertEquals(ids, container.awaitPlugin(COMMENT, State.ACTIVE).ids());
            transfer.finishUndisturbed();
        } finally {
            Files.delete(jar);
        }
    }

    @Test
    public void extension_whenItsJarIsReplaced_shouldBeUpdated() throws Exception {
        Container container = new Container(context);
        Path jar = deployed("replaced.jar");
        PluginBundle plugin = PluginBundle.echo("ut_replaced");
        drop(plugin.jar(), jar);
        List<Integer> ids =
                container.awaitPlugin(plugin.symbolicName(), State.ACTIVE).ids();

        drop(plugin.withVersion("2.0.0").jar(), jar);

        Await.until(
                () -> "version 2.0.0 in " + container.session().plugins(),
                () -> container.pluginsOf(plugin.symbolicName()).stream()
                        .anyMatch(now -> now.version().equals("2.0.0") && now.state() == State.ACTIVE));
        assertEquals(
                ids, container.awaitPlugin(plugin.symbolicName(), State.ACTIVE).ids());
        Files.delete(jar);
    }

    @Test
    public void fullPlugin_whenItsJarIsRemoved_shouldLeaveNothingBehind() throws Exception {
        Container container = new Container(context);
        Path jar = deployed("monitor.jar");
        try (Transfer transfer = Transfer.start(container, "monitored")) {
            drop(example(MONITOR), jar);
            Await.until("what the monitor says", () -> container.session().recentAlerts().stream()
                    .anyMatch(alert -> alert.message().contains("watches the torrent")));
            WeakReference<ClassLoader> loader = container.loader(MONITOR);

            Files.delete(jar);
            Await.until("its class loader is collected", () -> {
                System.gc();
                return loader.get() == null;
            });
            transfer.finishUndisturbed();
        }
    }

    private Path deployed(String name) {
        return Path.of(context.getProperty("torrent.deploy"), name);
    }

    private static InputStream example(String name) throws IOException {
        return Files.newInputStream(Shipped.jar("examples", name));
    }

    /** In one step, as a user should: a half-written jar is not for the watcher. */
    private static void drop(InputStream content, Path jar) throws IOException {
        Path written = Payload.folder("drop").resolve("plugin.jar");
        try (content) {
            Files.copy(content, written);
        }
        Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
