package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.deploy.jar.RefusedException;

/** What becomes of files in a folder. */
class DeployerTest extends DeployerHarness {
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
}
