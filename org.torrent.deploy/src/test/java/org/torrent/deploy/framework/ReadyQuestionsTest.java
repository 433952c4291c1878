package org.torrent.deploy.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.torrent.api.deploy.BundleReadiness;
import org.torrent.api.deploy.Readiness;
import org.torrent.deploy.DeployLimits;

/** With real threads: what hangs does so until the test lets it go. */
@Timeout(60)
class ReadyQuestionsTest {
    private final ScheduledExecutorService deployer = Executors.newSingleThreadScheduledExecutor();
    private final Deadline deadline = new Deadline();
    private final DisposableCalls calls = new DisposableCalls(deployer, deadline);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> warnings = new ArrayList<>(); // on the deployer's thread
    private final ServiceReference<?> reference = Fakes.of(ServiceReference.class, Map.of());
    private BundleReadiness asked = bundle -> Readiness.refused("its name is taken");
    private final BundleContext context = Fakes.of(
            BundleContext.class,
            Map.of(
                    "getServiceReferences", arguments -> List.of(reference),
                    "getService", arguments -> asked,
                    "ungetService", arguments -> true));
    private final ReadyQuestions questions = new ReadyQuestions(context, calls, warnings::add);

    @AfterEach
    void end() {
        release.countDown();
        deployer.shutdownNow();
    }

    private Readiness ask() {
        return CompletableFuture.supplyAsync(() -> questions.ask(Set.of(7L)), deployer)
                .thenCompose(stage -> stage)
                .join()
                .get(7L);
    }

    private void hang() {
        CompletableFuture.supplyAsync(() -> calls.call("it", this::awaitRelease, DisposableCalls.Late.NOBODY), deployer)
                .thenCompose(stage -> stage)
                .handle((done, error) -> null)
                .join();
    }

    private void awaitRelease() {
        Hanging.until(release);
    }

    @Test
    void ask_whenTooManyHang_shouldBePendingAndAskAgain() {
        deadline.set(1);
        for (int i = 0; i < DeployLimits.STUCK_THREADS; i++) {
            hang();
        }
        deadline.set(DeployLimits.CALL_NANOS);
        Readiness unasked = ask();
        assertThat(unasked.state()).isEqualTo(Readiness.State.PENDING);
        assertThat(unasked.reason()).startsWith("nobody can be asked: 32 bundles hang");
        release.countDown();
        Readiness answer = ask();
        while (answer.state() == Readiness.State.PENDING) { // they return one after the other
            answer = ask();
        }
        assertThat(answer.reason()).isEqualTo("its name is taken");
        assertThat(warnings).isEmpty();
    }

    @Test
    void ask_whenItThrows_shouldNotAskItAgain() {
        asked = bundle -> {
            throw new IllegalStateException("no");
        };
        assertThat(ask().state()).isEqualTo(Readiness.State.READY);
        asked = bundle -> Readiness.refused("its name is taken");
        assertThat(ask().state()).isEqualTo(Readiness.State.READY);
        assertThat(warnings).hasSize(1);
    }
}
