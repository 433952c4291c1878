package org.torrent.example.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.build.Container;
import aQute.bnd.osgi.Constants;
import biz.aQute.resolve.Bndrun;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions in JVMs without our launcher, with no more than is said to be needed. */
class EmbeddedSessionTest {
    private static Seed seed;

    @TempDir
    private Path home;

    @BeforeAll
    static void seed(@TempDir Path home) throws Exception {
        seed = Seed.start(home);
    }

    @AfterAll
    static void close() {
        seed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.felix.framework", "org.eclipse.osgi"})
    void minimumSet_shouldDownloadAndEnd(String framework) throws Exception {
        List<String> set = new ArrayList<>(Dist.set("minimum"));
        set.removeAll(Dist.set("shared"));
        Path bundles = Dist.copy(set, home.resolve("bundles"));
        Path directory = Files.createDirectory(home.resolve("down"));

        try (Jvm program = Jvm.java(
                Dist.classPath(framework),
                Download.class,
                bundles,
                home.resolve("state"),
                seed.torrent(),
                directory,
                "127.0.0.1",
                seed.port())) {
            assertThat(program.ended(0)).containsExactly("complete: " + directory.resolve("album.bin"));
        }
        assertThat(seed.isIn(directory)).isTrue();
    }

    @Test
    void resolver_withTheIndexAndTheSessionAlone_shouldMakeASetThatDownloads() throws Exception {
        Path bundles = Files.createDirectory(home.resolve("bundles"));
        List<String> names = new ArrayList<>();
        for (File file : resolved()) {
            Files.copy(file.toPath(), bundles.resolve(file.getName()));
            names.add(file.getName().replaceFirst("-\\d.*", ""));
        }
        assertThat(names)
                .contains("org.torrent.session", "org.torrent.wire", "org.torrent.storage", "org.torrent.tracker")
                .contains(
                        "org.torrent.http", "org.torrent.ext.metadata", "org.apache.felix.scr", "org.apache.mina.core")
                .hasSize(Dist.set("minimum").size() - 1); // nothing in it needs Config Admin
        DownloadActivator.bundle(bundles.resolve("user.jar")); // after all the others
        Path directory = Files.createDirectory(home.resolve("down"));

        try (Jvm program = Jvm.java(
                List.of(
                        Path.of(System.getProperty("test.class.path"), "org.apache.felix.framework.jar"),
                        Path.of("target/test-classes")),
                BareFramework.class,
                bundles,
                home.resolve("state"),
                seed.torrent(),
                directory,
                "127.0.0.1",
                seed.port())) {
            assertThat(program.ended(0)).containsExactly("complete: " + directory.resolve("album.bin"));
        }
        assertThat(seed.isIn(directory)).isTrue();
    }

    @Test
    void setForKaraf_shouldBeTheMinimumWithoutWhatKarafHas() throws Exception {
        List<String> set = Dist.set("minimum");
        assertThat(Dist.set("karaf")).isEqualTo(set.subList(6, set.size()));
    }

    /** Of a copy: bnd leaves folders beside the file. */
    private static List<File> resolved() throws Exception {
        Path copy = Files.createDirectories(Path.of("target/resolved")).resolve("session.bndrun");
        String index = Dist.path("index.xml").toUri().toString();
        Files.writeString(
                copy, Files.readString(Path.of("session.bndrun")).replace("../../run/target/dist/index.xml", index));
        try (Bndrun run = Bndrun.createBndrun(null, copy.toFile())) {
            run.setProperty(Constants.RUNBUNDLES, run.resolve(false, false));
            assertThat(run.getErrors()).isEmpty();
            List<File> files = new ArrayList<>();
            for (Container bundle : run.getRunbundles()) {
                files.add(bundle.getFile());
            }
            return files;
        }
    }
}
