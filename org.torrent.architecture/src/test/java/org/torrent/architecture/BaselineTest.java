package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentSession;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.model.InfoHash;

/**
 * The packages that plugins are made with are compared with those of the last release, whose jars are in {@code cnf/released}:
 * what changed must show in the package's version.
 */
class BaselineTest {
    private static final File RELEASED = new File("../cnf/released");
    private static final Map<String, Class<?>> FROZEN = new TreeMap<>(Map.of(
            "org.torrent.model", InfoHash.class,
            "org.torrent.api", TorrentSession.class,
            "org.torrent.ext.api", PeerPlugin.class));

    static Set<String> artifacts() {
        return FROZEN.keySet();
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void packages_whenTheyChanged_shouldHaveTheVersionForIt(String artifact) throws Exception {
        String built = FROZEN.get(artifact)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assertThat(built).as("packaged, as mvn verify does").endsWith(".jar");
        try (Jar now = new Jar(new File(built));
                Jar released = released(artifact)) {
            assertThat(released.getPackages()).isNotEmpty();
            assertThat(mismatches(now, released)).isEmpty();
        }
    }

    @Test
    void packages_whenATypeIsGone_shouldNeedANewMajorVersion() throws Exception {
        try (Jar now = released("org.torrent.ext.api");
                Jar released = released("org.torrent.ext.api")) {
            now.remove("org/torrent/ext/api/Verdict.class");
            assertThat(mismatches(now, released))
                    .singleElement()
                    .asString()
                    .contains("org.torrent.ext.api is 1.0.0 and must be 2.0.0");
        }
    }

    private static Jar released(String artifact) throws Exception {
        return new Jar(new File(RELEASED, artifact + ".jar"));
    }

    private static List<String> mismatches(Jar now, Jar released) throws Exception {
        try (Processor processor = new Processor()) {
            return new Baseline(processor, new DiffPluginImpl())
                    .baseline(now, released, null).stream()
                            .filter(info -> info.mismatch)
                            .map(BaselineTest::text)
                            .toList();
        }
    }

    private static String text(Info info) {
        return info.packageName + " is " + info.newerVersion + " and must be " + info.suggestedVersion
                + " in its package-info.java, because it is not what was released as " + info.olderVersion
                + " (docs/COMPATIBILITY.md): " + info.packageDiff;
    }
}
