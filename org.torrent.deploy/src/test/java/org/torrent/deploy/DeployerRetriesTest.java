package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.api.deploy.DeployedFile.State;
import org.torrent.deploy.jar.RefusedException;

/** What can't run now and may later: nothing else pays for it meanwhile. */
class DeployerRetriesTest extends DeployerHarness {
    @Test
    void work_whenOneHasStarted_shouldBeSettledBeforeTheNextLook() throws IOException {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        bundles.slow.put("a 1.0.0", slow);
        drop("a.jar", "a", "1.0.0");
        look();
        slow.complete(null);
        assertThat(deployer.isSettled()).isFalse();
        deployer.work();
        assertThat(deployer.isSettled()).isTrue();
        assertThat(line("a.jar").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void turn_whenOneThatIsStoppedForCannotBeWired_shouldStopNothing() throws IOException {
        bundles.ship(1, "session", "", true);
        bundles.failing.put("session 9.0.0", RefusedException.unresolved("it needs b"));
        drop("a.jar", "session", "9.0.0");
        for (int i = 0; i < 3; i++) {
            look();
            deployer.bundlesChanged();
        }
        assertThat(bundles.calls).doesNotContain("stop session shipped", "start session shipped");
        assertThat(line("a.jar").reason()).isEqualTo("it needs b");
        bundles.failing.clear();
        look();
        assertThat(bundles.active()).containsExactly("session 9.0.0");
    }

    @Test
    void turn_whenTooManyOfItsNameHang_shouldTryItWhenOneReturns() throws IOException {
        for (int i = 0; i < DeployLimits.STUCK_PER_NAME; i++) {
            bundles.hanging.add("a 0." + i + ".0");
        }
        drop("a.jar", "a", "1.0.0");
        drop("b.jar", "b", "1.0.0");
        look();
        assertThat(bundles.active()).containsExactly("b 1.0.0");
        assertThat(line("a.jar").state()).isEqualTo(State.STUCK);
        assertThat(line("a.jar").reason()).startsWith("4 bundles of its name hang");
        bundles.hanging.remove("a 0.0.0");
        deployer.bundlesChanged();
        look();
        assertThat(bundles.active()).containsExactly("b 1.0.0", "a 1.0.0");
    }

    @Test
    void lines_whenThereIsNoFolderAnyMoreAndWhatShipsIsDown_shouldSayWhy() throws IOException {
        bundles.ship(1, "session", "", true);
        drop("a.jar", "session", "9.0.0");
        look();
        bundles.failing.put("session shipped", new RefusedException("its port is taken"));
        deployer.folders(List.of());
        look();
        DeployedFile line = line("");
        assertThat(line.bundle()).isEqualTo("session");
        assertThat(line.reason()).isEqualTo("the one that ships does not come back: its port is taken");
    }
}
