package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
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
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.itest.bundle.LoggingPlugin;

/** What plugins log, in whatever way, is in the one log with the bundle's name; its level is the bundle's, at once. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginLogTest {
    private static final List<String> WAYS = List.of("slf4j", "system", "jdk", "osgi");

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Shipped.bundles(PluginLogTest.class)};
    }

    @Test
    public void lines_shouldHaveTheBundlesName_andItsLevelAtOnce() throws Exception {
        logs("first", WAYS, List.of());

        org.osgi.service.cm.Configuration levels = configurations.getConfiguration("org.torrent.logging", "?");
        levels.update(new Hashtable<>(Map.of("test.second", "debug", "test.third", "off", "test.fourth", "loud")));
        await("wrong", line -> line.contains("org.torrent.logging: test.fourth: 'loud' is none of off, error"));
        logs("second", WAYS, WAYS);
        logs("third", List.of(), List.of());
        logs("fourth", WAYS, List.of());

        levels.delete();
        await("the end of it", () -> !org.slf4j.LoggerFactory.getLogger(LoggingPlugin.class.getName())
                .isDebugEnabled());
        logs("second", WAYS, List.of());
    }

    /** Installs the plugin, which logs, and takes it out again. */
    private void logs(String name, List<String> aloud, List<String> quietly) throws Exception {
        long before = lines().size();
        Container container = new Container(context);
        PluginBundle plugin = new PluginBundle("test." + name, "1.0.0", name, 0, LoggingPlugin.class);
        Bundle bundle = container.install(plugin);
        container.awaitPlugin(plugin.symbolicName(), State.ACTIVE);
        List<String> written = lines().stream()
                .skip(before)
                .filter(line -> line.contains(" - " + name + " "))
                .toList();
        bundle.uninstall();
        for (String way : WAYS) {
            assertEquals(
                    way,
                    aloud.contains(way) ? 1 : 0,
                    written.stream().filter(line -> line.endsWith(" " + way)).count());
            long whispered = written.stream()
                    .filter(line -> line.endsWith(way + " quietly"))
                    .count();
            assertEquals(way + " quietly", quietly.contains(way) ? 1 : 0, whispered);
        }
        for (String line : written) {
            assertTrue(line, line.matches("\\S+ (WARN |DEBUG) test\\." + name + " \\[.*LoggingPlugin - .*"));
        }
    }

    private void await(String what, java.util.function.Predicate<String> line) {
        await(what, () -> lines().stream().anyMatch(line));
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        Await.until(() -> what + ", there is " + lines(), condition);
    }

    private List<String> lines() {
        Path folder = Path.of(context.getProperty("torrent.home"), "log");
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> all = files.toList();
            return all.isEmpty() ? List.of() : Files.readAllLines(all.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
