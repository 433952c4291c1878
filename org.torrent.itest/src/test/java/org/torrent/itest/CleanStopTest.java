package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
import org.osgi.framework.Constants;
import org.slf4j.LoggerFactory;
import org.torrent.api.TorrentState;

/** A whole run, from start to stop with torrents and plugins at work, leaves neither threads nor complaints. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CleanStopTest {
    private static final Pattern OURS = Pattern.compile("torrent-.*|plugin-.*|wire-.*|Nio.*");

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(CleanStopTest.class)};
    }

    @Test
    public void stop_duringATransfer_shouldEndEveryThreadAndLogNothing() throws Exception {
        Container container = new Container(context);
        List<Bundle> bundles = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.torrent."))
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .sorted(Comparator.comparingLong(Bundle::getBundleId).reversed())
                .toList();
        PluginBundle plugin = PluginBundle.echo("ut_stopped");
        Bundle pluginBundle = container.install(plugin);
        try (Transfer transfer = Transfer.start(container, "stopped")) {
            assertTrue("names of threads changed", ourThreads().size() > 4);

            for (Bundle bundle : bundles) {
                bundle.stop();
            }
            Await.until(() -> "no thread of ours, there is " + ourThreads(), () -> ourThreads()
                    .isEmpty());

            for (int i = bundles.size() - 1; i >= 0; i--) {
                bundles.get(i).start();
            }
            transfer.awaitState(TorrentState.DOWNLOADING);
        }
        pluginBundle.uninstall();
        assertEquals(List.of(), complaints());
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> OURS.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** Warnings and errors in the log, up to one that is made here: it shows that the log is where we look. */
    private List<String> complaints() {
        String marker = "the last line " + System.nanoTime();
        LoggerFactory.getLogger(CleanStopTest.class).warn(marker);
        Await.until("a line in the log", () -> log().stream().anyMatch(line -> line.endsWith(marker)));
        return log().stream().filter(line -> !line.endsWith(marker)).toList();
    }

    private List<String> log() {
        Path folder = Path.of(context.getProperty("torrent.home"), "log");
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.flatMap(file -> lines(file).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
