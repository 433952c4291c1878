package org.torrent.dht.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A resolver that hangs, as one does whose servers are out of reach. */
@Timeout(60)
class SystemNamesTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Thread> hanging = new CompletableFuture<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final SystemNames names = new SystemNames(this::hang);

    private InetAddress[] hang(String host) {
        asked.add(host);
        hanging.complete(Thread.currentThread());
        boolean isReleased = false;
        while (!isReleased) {
            try {
                released.await();
                isReleased = true;
            } catch (InterruptedException e) { // the system's does not notice either
                continue;
            }
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Test
    void close_whenTheResolverHangs_shouldNotWaitForItNorForThoseBehind() throws InterruptedException {
        CompletableFuture<List<InetAddress>> late = new CompletableFuture<>();
        names.resolve("a", late::complete);
        names.resolve("b", found -> {});
        Thread thread = hanging.join();
        names.close();
        assertThat(late).as("nobody waited").isNotDone();
        released.countDown();
        thread.join();
        assertThat(late.join()).hasSize(1);
        assertThat(asked).containsExactly("a");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void resolve_whenItIsClosed_shouldFindNothing() {
        names.close();
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        names.resolve("a", found::complete);
        assertThat(found.join()).isEmpty();
        assertThat(asked).isEmpty();
    }
}
