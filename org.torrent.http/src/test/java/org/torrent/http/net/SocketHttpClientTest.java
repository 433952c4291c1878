package org.torrent.http.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;

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
        server.createContext("/zipped", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            byte[] body = zipped(Integer.parseInt(exchange.getRequestURI().getQuery()));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
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

    private static byte[] zipped(int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(new byte[size]);
        }
        return out.toByteArray();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.to(
                "http://me:secret@127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static HttpResponse outcome(HttpCall call) throws Exception {
        try {
            return call.response().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static void assertFails(HttpCall call, HttpException.Kind kind, String problem) {
        assertThatThrownBy(() -> outcome(call)).isInstanceOfSatisfying(HttpException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.problem()).contains(problem);
            assertThat(e.getMessage()).startsWith(e.url() + ": ").doesNotContain("secret");
        });
    }

    @Test
    void get_whenATorrentOfTenMegabytesIsZipped_shouldUnpackIt() throws Exception {
        int size = 10_000_000;
        HttpResponse response =
                outcome(client.get(to("/zipped?" + size).maxBodyBytes(size).build()));
        assertThat(response.body()).hasSize(size);
        assertThat(response.header("CONTENT-encoding")).contains("gzip");
        assertFails(
                client.get(to("/zipped?" + size).maxBodyBytes(size - 1).build()),
                HttpException.Kind.TOO_LONG,
                "longer than 9999999");
    }

    @Test
    void get_whenTheTimeIsUp_shouldFailAlsoWhileItWaitsForAThread() {
        List<HttpCall> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(client.get(to("/hang").deadline(Duration.ofMillis(200)).build()));
        }
        for (HttpCall call : calls) {
            assertFails(call, HttpException.Kind.TIMED_OUT, "no answer within 200 ms");
        }
    }

    @Test
    void cancel_whenUnderWay_shouldFailWithThat() {
        HttpCall call = client.get(to("/hang").build());
        call.cancel();
        assertFails(call, HttpException.Kind.CANCELLED, "cancelled");
    }

    @Test
    void get_whenTheUrlIsNone_shouldTellByTheStage() {
        assertFails(client.get(HttpRequest.to("udp://t:1").build()), HttpException.Kind.BAD_URL, "not an http");
        assertFails(client.get(HttpRequest.to("").build()), HttpException.Kind.BAD_URL, "not an http");
    }

    @Test
    void get_whenNobodyListens_shouldSayWhatToCheck() {
        server.stop(0);
        HttpCall call = client.get(to("/ok").build());
        assertFails(call, HttpException.Kind.UNREACHABLE, "cannot be reached");
        assertThatThrownBy(() -> outcome(call)).hasMessageEndingWith("; check the URL and the network");
    }

    @Test
    void close_whenCallsAreUnderWay_shouldFailThemAndLaterOnes() {
        HttpCall call = client.get(to("/hang").build());
        client.close();
        assertFails(call, HttpException.Kind.CLOSED, "was stopped");
        assertFails(client.get(to("/hang").build()), HttpException.Kind.CLOSED, "was stopped");
    }
}
