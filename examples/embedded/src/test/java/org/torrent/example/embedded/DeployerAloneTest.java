package org.torrent.example.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployer in a container that has a framework and Config Admin only. */
class DeployerAloneTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.felix.framework", "org.eclipse.osgi"})
    void folder_shouldBeLookedAt(String framework) throws Exception {
        Path bundles = Dist.copy(Dist.set("deployer"), home.resolve("bundles"));
        Path folder = Files.createDirectory(home.resolve("plugins"));
        try (Jvm program =
                Jvm.java(Dist.classPath(framework), DeployerAlone.class, bundles, home.resolve("state"), folder)) {
            program.await("looking");
            drop(folder, bundle("1.0.0"));
            program.await("files [a.jar ACTIVE 1.0.0 ]");
            drop(folder, bundle("2.0.0"));
            program.await("files [a.jar ACTIVE 2.0.0 ]");
            drop(folder, Files.write(home.resolve("broken.jar"), new byte[100]));
            program.await("files [a.jar REFUSED ");
            drop(folder, bundle("3.0.0"));
            program.await("files [a.jar ACTIVE 3.0.0 ]");
            Files.delete(folder.resolve("a.jar"));
            program.await("files []");
            program.say("end");
            program.ended(0);
        }
    }

    private static void drop(Path folder, Path jar) throws IOException {
        Files.move(jar, folder.resolve("a.jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path bundle(String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "a");
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        Path jar = home.resolve("new.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
