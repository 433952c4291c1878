package org.torrent.example.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Starts all jars of a folder in the order of their names, and nothing else: arguments as those of {@link Download}. */
final class BareFramework {
    private BareFramework() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> settings = Map.of(
                Constants.FRAMEWORK_STORAGE,
                Path.of(args[1], "bundles").toString(),
                "torrent.state.dir",
                Path.of(args[1], "session").toString(),
                "test.torrent",
                args[2],
                "test.directory",
                args[3],
                "test.host",
                args[4],
                "test.port",
                args[5]);
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(settings);
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of(args[0]))) {
            for (Path jar : jars.sorted().toList()) {
                bundles.add(
                        framework.getBundleContext().installBundle(jar.toUri().toString()));
            }
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        framework.waitForStop(0);
    }
}
