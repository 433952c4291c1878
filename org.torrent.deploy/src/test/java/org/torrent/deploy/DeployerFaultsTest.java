package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.deploy.jar.RefusedException;

/** What goes wrong with files in a folder: what ran before goes on, the others come and go. */
class DeployerFaultsTest extends DeployerHarness {
    private static byte[] bad(String kind) {
        byte[] good = new TestJar("a", "2.0.0").bytes();
        byte[] random = new byte[5_000];
        new Random(1).nextBytes(random);
        switch (kind) {
            case "truncated":
                return Arrays.copyOf(good, good.length / 2);
            case "random":
                return random;
            case "empty":
                return new byte[0];
            case "html":
                return "<html>404 Not Found</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            case "no manifest":
                return new TestJar("", "1").header("Bundle-SymbolicName", null).bytes();
            case "no bundle":
                return new TestJar("a", "2.0.0")
                        .header("Bundle-ManifestVersion", null)
                        .bytes();
            default:
                byte[] flipped = good.clone();
                flipped[good.length / 2] ^= 1;
                return flipped;
        }
    }

    @Test
    void turn_whenTheNewVersionFails_shouldKeepTheOldOne() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.failing.put("a 2.0.0", new RefusedException("its start failed"));
        drop("a.jar", "a", "2.0.0");
        look();
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(bundles.calls)
                .containsExactly("start a 1.0.0", "start a 2.0.0", "stop a 2.0.0", "uninstall a 2.0.0");
        assertThat(line("a.jar").state()).isEqualTo(State.REFUSED);
        assertThat(line("a.jar").reason()).isEqualTo("its start failed; version 1.0.0 goes on");
    }

    @Test
    void turn_whenTheNewVersionOffersLess_shouldKeepTheOldOne() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.poor.add("a 2.0.0");
        drop("a.jar", "a", "2.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(line("a.jar").reason()).isEqualTo("it offers less; version 1.0.0 goes on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "random", "empty", "html", "no manifest", "no bundle", "flipped"})
    void turn_whenAGoodJarIsOverwrittenByABadOne_shouldKeepIt(String kind) throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        drop("a.jar", bad(kind));
        look();
        assertThat(bundles.calls).containsExactly("start a 1.0.0");
        assertThat(line("a.jar").state()).isEqualTo(State.REFUSED);
        assertThat(line("a.jar").reason()).endsWith("; version 1.0.0 goes on").doesNotContain("\n");

        drop("a.jar", "a", "1.1.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.1.0");
    }

    @Test
    void turn_whenItNeedsWhatComesLater_shouldTryItAgain() throws IOException {
        bundles.failing.put("a 1.0.0", RefusedException.unresolved("it needs b"));
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(line("a.jar").reason()).isEqualTo("it needs b");
        bundles.failing.clear();
        deployer.bundlesChanged();
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenOneStartsSlowly_shouldKeepNobodyWaiting() throws IOException {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        bundles.slow.put("a 1.0.0", slow);
        drop("a.jar", "a", "1.0.0");
        drop("b.jar", "b", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("b 1.0.0");
        assertThat(line("a.jar").reason()).isEqualTo("it starts");
        assertThat(deployer.isSettled()).isFalse();
        slow.complete(null);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0", "b 1.0.0");
        assertThat(deployer.isSettled()).isTrue();
    }

    @Test
    void turn_whenOneDoesNotReturnFromItsStop_shouldShowItUntilItDoes() throws IOException {
        Path jar = drop("a.jar", "a", "1.0.0");
        look();
        bundles.hanging.add("a 1.0.0");
        Files.delete(jar);
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.STUCK);
        assertThat(line("a.jar").reason()).isEqualTo("it was taken out: its stop has not returned");
        drop("b.jar", "a", "1.1.0");
        look();
        assertThat(line("b.jar").state()).isEqualTo(State.ACTIVE);
        bundles.hanging.clear(); // it returns after all
        look();
        assertThat(bundles.active()).containsExactly("a 1.1.0");
        assertThat(bundles.installed()).isEqualTo(1);
        assertThat(deployer.lines()).hasSize(1);
    }

    @Test
    void turn_whenOneThatIsReplacedDoesNotReturnFromItsStop_shouldShowBothUntilItDoes() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.hanging.add("a 1.0.0");
        drop("a.jar", "a", "2.0.0");
        look();
        assertThat(deployer.lines().stream().map(line -> line.version() + " " + line.state()))
                .containsExactly("2.0.0 ACTIVE", "1.0.0 STUCK");
        assertThat(deployer.lines().get(1).reason()).isEqualTo("another one has its place: its stop has not returned");
        bundles.hanging.clear(); // it returns after all
        look();
        assertThat(bundles.active()).containsExactly("a 2.0.0");
        assertThat(deployer.lines()).hasSize(1);
    }

    @Test
    void turn_whenCopiesAreBeingMade_shouldCountThem() throws IOException {
        int most = (int) (DeployLimits.COPIES_BYTES / DeployLimits.JAR_BYTES);
        errands.hanging = what -> what.contains("large");
        for (int i = 0; i < most; i++) {
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("large" + i + ".jar").toFile(), "rw")) {
                file.setLength(DeployLimits.JAR_BYTES);
            }
        }
        look();
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(line("a.jar").reason()).startsWith("all jars together have more than");
        assertThat(bundles.active()).isEmpty();
        Files.delete(folder.resolve("large0.jar"));
        nanos.addAndGet(DeployLimits.AGAIN_NANOS);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenTheSameBytesAreWrittenAgain_shouldTryThemAgain() throws IOException {
        bundles.failing.put("a 1.0.0", new RefusedException("its port is taken"));
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(line("a.jar").reason()).isEqualTo("its port is taken");
        bundles.failing.clear();
        look();
        assertThat(bundles.active()).isEmpty();
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenTheNewVersionIsNotReady_shouldKeepTheOldOneRunning() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.unready.put("a 2.0.0", RefusedException.stuck("its plugin is not ready: name() has not returned"));
        drop("a.jar", "a", "2.0.0");
        look();
        assertThat(bundles.calls)
                .containsExactly("start a 1.0.0", "start a 2.0.0", "stop a 2.0.0", "uninstall a 2.0.0");
        assertThat(line("a.jar").state()).isEqualTo(State.STUCK);
        assertThat(line("a.jar").reason())
                .isEqualTo("its plugin is not ready: name() has not returned; version 1.0.0 goes on");
    }

    @Test
    void turn_whenTheNewVersionCannotBeUsedOnceItIsAlone_shouldBringTheOldOneBack() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.useless.put("a 2.0.0", new RefusedException("its name is taken"));
        drop("a.jar", "a", "2.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(line("a.jar").reason()).isEqualTo("its name is taken; version 1.0.0 goes on");
        assertThat(bundles.calls)
                .containsExactly(
                        "start a 1.0.0",
                        "start a 2.0.0",
                        "stop a 1.0.0",
                        "stop a 2.0.0",
                        "uninstall a 2.0.0",
                        "start a 1.0.0");
    }

    @Test
    void turn_whenNeitherCanBeUsed_shouldTakeTheNewOne() throws IOException {
        bundles.useless.put("a 1.0.0", new RefusedException("its name is taken"));
        bundles.useless.put("a 2.0.0", new RefusedException("its name is taken"));
        drop("a.jar", "a", "1.0.0");
        look();
        drop("a.jar", "a", "2.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 2.0.0");
    }

    @Test
    void turn_whenWhatRunsCannotBeUsed_shouldSayWhyAndLeaveIt() throws IOException {
        bundles.useless.put("a 1.0.0", new RefusedException("a: its name is taken"));
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(line("a.jar").state()).isEqualTo(State.REFUSED);
        assertThat(line("a.jar").reason()).isEqualTo("it runs, but its plugin can't be used: a: its name is taken");
    }

    @Test
    void turn_whenTheOneThatMustStopFirstHangs_shouldTryTheNewOneWhenThatReturns() throws IOException {
        bundles.ship(1, "session", "", true);
        bundles.hanging.add("session shipped");
        drop("a.jar", "session", "9.0.0");
        look();
        drop("a.jar", "session", "9.1.0"); // nobody may start beside it now either
        look();
        deployer.bundlesChanged();
        look();
        assertThat(bundles.calls).doesNotContain("start session 9.0.0", "start session 9.1.0");
        assertThat(line("a.jar").state()).isEqualTo(State.STUCK);
        assertThat(line("a.jar").reason()).startsWith("the one before it hangs, and must stop first");
        bundles.hanging.clear(); // it returns
        deployer.bundlesChanged();
        look();
        assertThat(bundles.active()).containsExactly("session 9.1.0");
    }

    @Test
    void turn_whenAnotherBundleThatFailsIsPutInItsPlace_shouldKeepIt() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.failing.put("b 1.0.0", new RefusedException("its start failed"));
        drop("a.jar", "b", "1.0.0");
        look();
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
        assertThat(line("a.jar").reason()).isEqualTo("its start failed; version 1.0.0 goes on");
        bundles.failing.clear();
        drop("a.jar", "b", "1.1.0");
        look();
        look();
        assertThat(bundles.active()).containsExactly("b 1.1.0");
    }

    @Test
    void turn_whenWhatCannotBeWiredIsTriedAgain_shouldStillSayWhy() throws IOException {
        bundles.failing.put("a 1.0.0", RefusedException.unresolved("it needs b"));
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.failing.clear();
        CompletableFuture<Void> slow = new CompletableFuture<>();
        bundles.slow.put("a 1.0.0", slow);
        deployer.bundlesChanged();
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.REFUSED);
        assertThat(line("a.jar").reason()).isEqualTo("it needs b");
        slow.complete(null);
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void turn_whenSomethingTakesLong_shouldSayWhatMeanwhile() throws IOException {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        bundles.slow.put("a 1.0.0", slow);
        bundles.taking.put("a 1.0.0", "its start has not returned after 2000 ms, it is at a.B.c");
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.UPDATING);
        assertThat(line("a.jar").reason())
                .isEqualTo("it starts: its start has not returned after 2000 ms, it is at a.B.c");
        slow.complete(null);
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.ACTIVE);
    }
}
