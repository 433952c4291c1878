package org.torrent.deploy.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.jar.RefusedException;

/** With real threads: what hangs does so until the test lets it go. */
class DisposableCallsTest {
    private final ScheduledExecutorService deployer = Executors.newSingleThreadScheduledExecutor();
    private final Deadline deadline = new Deadline();
    private final DisposableCalls calls = new DisposableCalls(deployer, deadline);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>(); // on the deployer's thread
    private final CompletableFuture<Void> returned = new CompletableFuture<>();

    private final DisposableCalls.Late late = new DisposableCalls.Late() {
        @Override
        public void hangs() {
            told.add("hangs");
        }

        @Override
        public void returned() {
            told.add("returned");
            returned.complete(null);
        }
    };

    @AfterEach
    void end() {
        release.countDown();
        deployer.shutdownNow();
    }

    private CompletableFuture<Void> call(DisposableCalls.Call code) {
        return CompletableFuture.supplyAsync(() -> calls.call("its start", code, late), deployer)
                .thenCompose(stage -> stage);
    }

    private void hang() {
        Hanging.until(release);
    }

    @Test
    void call_whenItReturns_shouldComplete() {
        call(() -> {}).join();
        assertThat(told).isEmpty();
    }

    @Test
    void call_whenItThrows_shouldFailWithThat() {
        Error error = new NoClassDefFoundError("x");
        assertThatThrownBy(call(() -> {
                    throw error;
                })::join)
                .hasCause(error);
    }

    @Test
    void call_whenItHangs_shouldSayWhereAndGoOnWithoutIt() {
        deadline.set(1);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(call(this::hang)::join)
                .withMessageContaining("its start has not returned after 0 ms, it is at ");
        deadline.set(DeployLimits.CALL_NANOS);
        call(() -> {}).join();
        release.countDown();
        returned.join();
        assertThat(told).containsExactly("hangs", "returned");
    }

    @Test
    void call_whenTooManyHang_shouldStartNoMore() {
        deadline.set(1);
        for (int i = 0; i < DeployLimits.STUCK_THREADS; i++) {
            assertThatThrownBy(call(this::hang)::join).hasCauseInstanceOf(RefusedException.class);
        }
        deadline.set(DeployLimits.CALL_NANOS);
        assertThatThrownBy(call(() -> {})::join)
                .hasMessageContaining("32 bundles hang")
                .cause()
                .matches(DisposableCalls::isRefused, "it is tried when one returns");
    }
}
