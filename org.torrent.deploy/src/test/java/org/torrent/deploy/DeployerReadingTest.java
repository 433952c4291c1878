package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.api.deploy.DeployedFile.State;

/** What goes wrong when folders and files are read. */
class DeployerReadingTest extends DeployerHarness {
    /** Another version whose jar is as long. */
    private static String sameLength(String name, String version) {
        int bytes = new TestJar(name, version).bytes().length;
        return IntStream.range(1, 1_000)
                .mapToObj(i -> "1.0." + i)
                .filter(other -> new TestJar(name, other).bytes().length == bytes)
                .findFirst()
                .orElseThrow();
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void turn_whenAFileIsStillBeingWritten_shouldWait() throws IOException {
        byte[] jar = new TestJar("a", "1.0.0").bytes();
        for (int length = 100; length < jar.length; length += 100) {
            Files.write(folder.resolve("a.jar"), Arrays.copyOf(jar, length));
            deployer.turn();
            nanos.addAndGet(DeployLimits.LOOK_NANOS);
            assertThat(line("a.jar").state()).isEqualTo(State.UPDATING);
        }
        Files.write(folder.resolve("a.jar"), jar);
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void turn_whenItIsNoFile_shouldSaySo() throws IOException {
        Files.createDirectory(folder.resolve("a.jar"));
        Files.createSymbolicLink(folder.resolve("b.jar"), folder.resolve("nowhere"));
        look();
        assertThat(line("a.jar").reason()).isEqualTo("it is no file that can be read");
        assertThat(line("b.jar").reason()).isEqualTo("it is no file that can be read");
    }

    @Test
    void turn_whenANameIsOdd_shouldRefuseItAndRunTheOthers() throws IOException {
        drop("a.jar", new TestJar("a" + ".a".repeat(100_000), "1.0.0").bytes());
        drop("b.jar", "b", "1.0.0");
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.REFUSED);
        assertThat(bundles.active()).containsExactly("b 1.0.0");
    }

    @Test
    void turn_whenThereAreTooManyFiles_shouldTakeTheFirstAndSaySo() throws IOException {
        for (int i = 0; i <= DeployLimits.FILES_PER_FOLDER; i++) {
            Files.createFile(folder.resolve(String.format("%05d.jar", i)));
        }
        look();
        assertThat(line("").reason()).startsWith("it has 1 jars more than the 1000 that are taken");
        assertThat(deployer.lines()).hasSize(DeployLimits.FILES_PER_FOLDER + 1);
    }

    @Test
    void turn_whenTheReadingOfAFileHangs_shouldReadTheOthersAndThatOneWhenItReturns() throws IOException {
        errands.hanging = what -> what.endsWith("slow.jar");
        drop("slow.jar", "slow", "1.0.0");
        for (int i = 0; i < 20; i++) {
            drop(i + ".jar", "b" + i, "1.0.0");
        }
        look();
        assertThat(bundles.active()).hasSize(20);
        assertThat(line("slow.jar").reason()).isEqualTo("it is being read");
        errands.overdue();
        look();
        assertThat(line("slow.jar").state()).isEqualTo(State.REFUSED);
        assertThat(line("slow.jar").reason()).contains("slow.jar has not returned");
        errands.release();
        nanos.addAndGet(DeployLimits.AGAIN_NANOS);
        look();
        assertThat(bundles.active()).hasSize(21);
        assertThat(copies.toFile().list()).hasSize(21);
    }

    @Test
    void turn_whenTheLookAtAFolderHangs_shouldSaySoAndLookAgainWhenItReturns() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        errands.hanging = what -> what.startsWith("the look at");
        drop("b.jar", "b", "1.0.0");
        look();
        errands.overdue();
        assertThat(line("").reason()).endsWith("deploy has not returned; what came from it stays as it is");
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        errands.release();
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0", "b 1.0.0");
    }

    @Test
    void turn_whenAFileChangesWhileItIsCopied_shouldReadItAgain() throws IOException {
        byte[] longer = new TestJar("a", "2.0.0").entry("more", new byte[5_000]).bytes();
        Path jar = drop("a.jar", "a", "1.0.0");
        errands.before = what -> {
            if (what.startsWith("reading")) {
                errands.before = nothing -> {};
                write(jar, longer);
            }
        };
        look();
        look();
        assertThat(bundles.calls).containsExactly("start a 2.0.0");
    }

    @Test
    void turn_whenAYoungFileWasChangedUnseen_shouldReadItOnceMore() throws IOException {
        wall = OptionalLong.of(100_000);
        FileTime then = FileTime.fromMillis(99_000);
        Path jar = drop("a.jar", "a", "1.0.0");
        Files.setLastModifiedTime(jar, then);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        String next = sameLength("a", "1.0.0");
        write(jar, new TestJar("a", next).bytes());
        Files.setLastModifiedTime(jar, then);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        wall = OptionalLong.of(102_000);
        look();
        assertThat(bundles.active()).containsExactly("a " + next);
    }
}
