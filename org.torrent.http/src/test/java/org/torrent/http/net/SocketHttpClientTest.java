package org.torrent.http.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.http.Limits;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpRequest;

/** What threads have to do with it; what it does as any HTTP client is in SocketHttpTest. */
class SocketHttpClientTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SocketHttpClient client =
            new SocketHttpClient(new Options("agent/1", 2), new PlatformThreads(new SystemClock()));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hang", exchange -> awaitRelease());
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("http-"));
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest hang(Duration deadline) {
        return HttpRequest.to("http://127.0.0.1:" + server.getAddress().getPort() + "/hang")
                .deadline(deadline)
                .build();
    }

    private static void assertFails(HttpCall call, HttpException.Kind kind, String problem) {
        assertThatThrownBy(() -> call.response().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(HttpException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.problem()).isEqualTo(problem);
                });
    }

    @Test
    void get_whenTheTimeIsUp_shouldFailAlsoWhileItWaitsForAThread() {
        List<HttpCall> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(client.get(hang(Duration.ofMillis(200))));
        }
        for (HttpCall call : calls) {
            assertFails(call, HttpException.Kind.TIMED_OUT, "no answer within 200 ms");
        }
    }

    @Test
    void get_whenTooManyWait_shouldFailAtOnce() {
        for (int i = 0; i < 2 + Limits.QUEUED; i++) {
            client.get(hang(Duration.ofMinutes(1)));
        }
        assertFails(
                client.get(hang(Duration.ofMinutes(1))),
                HttpException.Kind.BUSY,
                "more than 1000 requests are waiting");
    }
}
