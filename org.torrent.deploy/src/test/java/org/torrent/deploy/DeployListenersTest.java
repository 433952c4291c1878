package org.torrent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceReference;
import org.torrent.api.deploy.DeployListener;
import org.torrent.api.deploy.DeployedFile;
import org.torrent.deploy.framework.Deadline;
import org.torrent.deploy.framework.DisposableCalls;
import org.torrent.deploy.framework.Fakes;
import org.torrent.deploy.framework.Hanging;

/** With real threads: what hangs does so until the test lets it go. */
@Timeout(60)
class DeployListenersTest {
    private final ScheduledExecutorService deployer = Executors.newSingleThreadScheduledExecutor();
    private final Deadline deadline = new Deadline();
    private final DisposableCalls calls = new DisposableCalls(deployer, deadline);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch returned = new CountDownLatch(DeployLimits.STUCK_THREADS);
    private final AtomicReference<List<DeployedFile>> inVain = new AtomicReference<>(List.of());
    private final BlockingQueue<Path> told = new LinkedBlockingQueue<>();
    private final DeployListener listener = file -> told.add(file.path());
    private final ServiceReference<?> reference = Fakes.of(ServiceReference.class, Map.of("compareTo", arguments -> 0));
    private final BundleContext context = Fakes.of(
            BundleContext.class,
            Map.of(
                    "createFilter", arguments -> Fakes.of(Filter.class, Map.of()),
                    "addServiceListener", arguments -> null,
                    "removeServiceListener", arguments -> null,
                    "getServiceReferences", arguments -> new ServiceReference<?>[] {reference},
                    "getService", arguments -> listener,
                    "ungetService", arguments -> true));
    private final DeployListeners listeners = new DeployListeners(context, deployer, calls, inVain::get);
    private final DisposableCalls.Late late = new DisposableCalls.Late() {
        @Override
        public void hangs() {
            // as it should
        }

        @Override
        public void returned() {
            returned.countDown();
        }
    };

    @AfterEach
    void end() {
        release.countDown();
        deployer.shutdownNow();
    }

    private void hang() {
        Hanging.until(release);
    }

    private static DeployedFile line(String path, DeployedFile.State state) {
        return FileLine.of(Path.of(path), state, "");
    }

    @Test
    void open_whenSomeAreInVain_shouldTellTheListenerThatCameLater() throws InterruptedException {
        inVain.set(List.of(line("/refused", DeployedFile.State.REFUSED)));
        listeners.open();
        tell("/next");
        assertThat(told.take()).isEqualTo(Path.of("/refused"));
        assertThat(told.take()).isEqualTo(Path.of("/next"));
    }

    private void tell(String path) {
        DeployedFile file = line(path, DeployedFile.State.ACTIVE);
        CompletableFuture.runAsync(() -> listeners.tell(file), deployer).join();
    }

    @Test
    void tell_whenTooManyHang_shouldTellItInOrderWhenTheyReturned() throws InterruptedException {
        listeners.open();
        deadline.set(1);
        for (int i = 0; i < DeployLimits.STUCK_THREADS; i++) {
            CompletableFuture.supplyAsync(() -> calls.call("it", this::hang, late), deployer)
                    .thenCompose(stage -> stage)
                    .handle((done, error) -> null)
                    .join();
        }
        deadline.set(DeployLimits.CALL_NANOS);
        tell("/first");
        tell("/second");
        assertThat(told).isEmpty();
        release.countDown();
        returned.await();
        tell("/third");
        assertThat(told.take()).isEqualTo(Path.of("/first"));
        assertThat(told.take()).isEqualTo(Path.of("/second"));
        assertThat(told.take()).isEqualTo(Path.of("/third"));
    }
}
