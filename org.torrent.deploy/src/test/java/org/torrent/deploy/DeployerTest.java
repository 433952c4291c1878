package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.deploy.jar.RefusedException;

/** Real files, a clock of its own, and a framework that does as it is told. */
class DeployerTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FakeErrands errands = new FakeErrands();
    private final FakeBundles bundles = new FakeBundles();
    private Path folder;
    private Path copies;
    private Deployer deployer;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        folder = Files.createDirectory(home.resolve("deploy"));
        copies = Files.createDirectory(home.resolve("copies"));
        deployer = new Deployer(copies, bundles, errands, nanos::get, System::currentTimeMillis);
        deployer.folders(List.of(folder));
    }

    private Path drop(String file, byte[] bytes) throws IOException {
        Path written = Files.write(folder.resolve("." + file), bytes);
        return Files.move(written, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path drop(String file, String name, String version) throws IOException {
        return drop(file, new TestJar(name, version).bytes());
    }

    /** A look that sees it, and one that sees that it stands still. */
    private void look() {
        for (int i = 0; i < 3; i++) {
            deployer.turn();
            nanos.addAndGet(DeployLimits.LOOK_NANOS);
        }
    }

    private DeployedFile line(String file) {
        return deployer.lines().stream()
                .filter(line -> line.path().equals(folder.resolve(file)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(deployer.lines().toString()));
    }

    @Test
    void turn_whenAJarIsDropped_shouldRunIt() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(bundles.calls).containsExactly("start a 1.0.0");
        assertThat(line("a.jar").state()).isEqualTo(State.ACTIVE);
        assertThat(line("a.jar").bundle()).isEqualTo("a");
        assertThat(line("a.jar").version()).isEqualTo("1.0.0");
        assertThat(line("a.jar").reason()).isEmpty();
        assertThat(deployer.isSettled()).isTrue();
    }

    @Test
    void turn_whenItsJarIsTakenOut_shouldEndIt() throws IOException {
        Path jar = drop("a.jar", "a", "1.0.0");
        look();
        Files.delete(jar);
        look();
        assertThat(bundles.installed()).isZero();
        assertThat(deployer.lines()).isEmpty();
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void turn_whenANewVersionComes_shouldStartItBeforeTheOldOneStops() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        drop("a.jar", "a", "2.0.0");
        look();
        assertThat(bundles.calls)
                .containsExactly("start a 1.0.0", "start a 2.0.0", "stop a 1.0.0", "uninstall a 1.0.0");
        assertThat(line("a.jar").version()).isEqualTo("2.0.0");
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
    void turn_whenTwoFilesHaveTheSameBundle_shouldRunItOnce() throws IOException {
        Path first = drop("a.jar", "a", "1.0.0");
        look();
        Path second = drop("b.jar", "a", "1.0.0");
        look();
        Files.delete(first);
        look();
        assertThat(bundles.calls).containsExactly("start a 1.0.0");
        assertThat(line("b.jar").state()).isEqualTo(State.ACTIVE);
        Files.delete(second);
        look();
        assertThat(bundles.installed()).isZero();
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenTwoVersionsAreThere_shouldRunTheHigherAndTheOtherWhenThatLeaves() throws IOException {
        Path higher = drop("b.jar", "a", "1.10.0");
        drop("a.jar", "a", "1.9.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.10.0");
        assertThat(line("a.jar").state()).isEqualTo(State.SHADOWED);
        assertThat(line("a.jar").reason()).isEqualTo("version 1.10.0 runs, of another file");
        bundles.calls.clear();
        Files.delete(higher);
        look();
        assertThat(bundles.calls).containsExactly("start a 1.9.0", "stop a 1.10.0", "uninstall a 1.10.0");
    }

    @Test
    void turn_whenALowerVersionIsPutInItsPlace_shouldRunThat() throws IOException {
        drop("a.jar", "a", "2.0.0");
        look();
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenAnotherBundleIsPutInItsPlace_shouldEndIt() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        drop("a.jar", "b", "1.0.0");
        look();
        look();
        assertThat(bundles.active()).containsExactly("b 1.0.0");
    }

    @Test
    void turn_whenTheFolderIsRenamedAndMadeAgain_shouldLeaveWhatRunsAlone() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        Path away = folder.resolveSibling("away");
        Files.move(folder, away);
        look();
        assertThat(line("").reason()).contains("there is no folder", "what came from it stays as it is");
        Files.move(away, folder);
        look();
        assertThat(bundles.calls).containsExactly("start a 1.0.0");
        drop("b.jar", "b", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0", "b 1.0.0");
    }

    @Test
    void turn_whenTheFolderIsNoLongerConfigured_shouldEndWhatCameFromIt() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        deployer.folders(List.of());
        look();
        assertThat(bundles.installed()).isZero();
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
    void turn_whenAPartOfTheRuntimeIsDropped_shouldRefuseIt() throws IOException {
        bundles.ship(1, "org.torrent.api", "it is a part of the runtime", false);
        drop("a.jar", "org.torrent.api", "9.0.0");
        look();
        assertThat(bundles.calls).isEmpty();
        assertThat(line("a.jar").reason()).isEqualTo("it is a part of the runtime");
    }

    @Test
    void turn_whenAReplaceablePartIsDroppedAndTakenOut_shouldBringBackTheShippedOne() throws IOException {
        bundles.ship(1, "pex", "", false);
        Path jar = drop("a.jar", "pex", "9.0.0");
        look();
        assertThat(bundles.calls).containsExactly("start pex 9.0.0", "stop pex shipped");
        assertThat(line("a.jar").reason()).isEqualTo("in place of the one that the runtime ships");
        Files.delete(jar);
        look();
        assertThat(bundles.active()).containsExactly("pex shipped");
    }

    @Test
    void turn_whenTheShippedOneDoesNotComeBack_shouldSaySoUntilItDoes() throws IOException {
        bundles.ship(1, "pex", "", false);
        Path jar = drop("a.jar", "pex", "9.0.0");
        look();
        bundles.failing.put("pex shipped", new RefusedException("its start failed"));
        Files.delete(jar);
        look();
        assertThat(line("").reason()).isEqualTo("the one that ships does not come back: its start failed");
        bundles.failing.clear();
        nanos.addAndGet(DeployLimits.AGAIN_NANOS);
        look();
        assertThat(bundles.active()).containsExactly("pex shipped");
        assertThat(deployer.lines()).isEmpty();
    }

    @Test
    void turn_whenTwoCannotRunAtOnce_shouldStopTheFirstFirstAndReturnToItOnFailure() throws IOException {
        bundles.ship(1, "session", "", true);
        bundles.failing.put("session 9.0.0", new RefusedException("its start failed"));
        drop("a.jar", "session", "9.0.0");
        look();
        assertThat(bundles.calls)
                .containsExactly(
                        "stop session shipped",
                        "start session 9.0.0",
                        "stop session 9.0.0",
                        "uninstall session 9.0.0",
                        "start session shipped");
        assertThat(bundles.active()).containsExactly("session shipped");
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
    void turn_whenTheOneThatShipsIsStartedBesideItsOverlay_shouldStopIt() throws IOException {
        bundles.ship(1, "pex", "", false);
        drop("a.jar", "pex", "9.0.0");
        look();
        bundles.start(1);
        look();
        assertThat(bundles.active()).containsExactly("pex 9.0.0");
    }

    @Test
    void turn_whenOneWasStoppedForAnothersSake_shouldStartItAgainWhenItCan() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.failing.put("a 1.0.0", RefusedException.unresolved("it needs b"));
        bundles.stop(101);
        bundles.owe(101);
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.REFUSED);
        assertThat(line("a.jar").reason()).isEqualTo("it does not run: it needs b");
        bundles.failing.clear();
        nanos.addAndGet(DeployLimits.AGAIN_NANOS);
        look();
        assertThat(line("a.jar").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void turn_whenSomebodyStopsIt_shouldSaySoAndLeaveIt() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.stop(101);
        look();
        assertThat(bundles.active()).isEmpty();
        assertThat(line("a.jar").reason()).isEqualTo("it does not run: it was stopped");
    }

    @Test
    void turn_whenSomebodyUninstallsIt_shouldInstallItAgain() throws IOException {
        drop("a.jar", "a", "1.0.0");
        look();
        bundles.stop(101);
        bundles.uninstall(101);
        look();
        assertThat(bundles.active()).containsExactly("a 1.0.0");
    }

    @Test
    void turn_whenALowerVersionReplacesTheFileOfTheHighest_shouldRunTheHighestThatIsThere() throws IOException {
        drop("a.jar", "a", "3.0.0");
        drop("b.jar", "a", "2.0.0");
        look();
        drop("a.jar", "a", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("a 2.0.0");
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
}
