package org.torrent.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.deploy.DeployedFile;

/** Real files, a clock of its own, and a framework that does as it is told. */
abstract class DeployerHarness {
    final AtomicLong nanos = new AtomicLong();
    OptionalLong wall = OptionalLong.empty(); // else that of the machine
    final FakeErrands errands = new FakeErrands();
    final FakeBundles bundles = new FakeBundles();
    Path folder;
    Path copies;
    Deployer deployer;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        folder = Files.createDirectory(home.resolve("deploy"));
        copies = Files.createDirectory(home.resolve("copies"));
        deployer = new Deployer(copies, bundles, errands, nanos::get, () -> wall.orElseGet(System::currentTimeMillis));
        deployer.folders(List.of(folder));
    }

    Path drop(String file, byte[] bytes) throws IOException {
        Path written = Files.write(folder.resolve("." + file), bytes);
        return Files.move(written, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    Path drop(String file, String name, String version) throws IOException {
        return drop(file, new TestJar(name, version).bytes());
    }

    /** A look that sees it, and one that sees that it stands still. */
    void look() {
        for (int i = 0; i < 3; i++) {
            deployer.turn();
            nanos.addAndGet(DeployLimits.LOOK_NANOS);
        }
    }

    DeployedFile line(String file) {
        return deployer.lines().stream()
                .filter(line -> line.path().equals(folder.resolve(file)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(deployer.lines().toString()));
    }
}
