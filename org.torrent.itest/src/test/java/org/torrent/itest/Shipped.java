package org.torrent.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The distribution's own jars as Pax Exam options: what is tested is what ships. */
final class Shipped {
    private static final int START_LEVEL_BOOT = 1;
    private static final int START_LEVEL_BUNDLE = 10;

    private Shipped() {}

    /**
     * Everything but the folder watcher, with a state folder of {@code test}'s own and the session on a free port of
     * the loopback address.
     */
    static Option bundles(Class<?> test) {
        Path state = Path.of(System.getProperty("test.state"), test.getSimpleName() + "-" + System.nanoTime());
        return composite(
                started("boot", START_LEVEL_BOOT),
                started("bundle", START_LEVEL_BUNDLE),
                testBundles(),
                frameworkStartLevel(START_LEVEL_BUNDLE),
                frameworkProperty("torrent.home").value(state.toString()),
                frameworkProperty("torrent.state.dir")
                        .value(state.resolve("session").toString()),
                frameworkProperty("torrent.listen").value("127.0.0.1:0"),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"));
    }

    private static Option started(String folder, int startLevel) {
        Option[] options = jars(Path.of(System.getProperty("torrent.dist"), folder)).stream()
                .map(jar ->
                        bundle(jar.toUri().toString()).startLevel(startLevel).start())
                .toArray(Option[]::new);
        return composite(options);
    }

    private static Option testBundles() {
        Option[] options = jars(Path.of(System.getProperty("test.bundles"))).stream()
                .map(jar -> bundle(jar.toUri().toString()).start())
                .toArray(Option[]::new);
        return composite(options);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
