package org.torrent.http.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;

class HttpComponentTest {
    private final BlockingQueue<String> agents = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpComponent component = new HttpComponent(Map.of("user.agent", "first/1", "threads", 1));
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        component.deactivate();
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpCall get() {
        return component.get(
                HttpRequest.to("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                        .build());
    }

    private String agent() throws InterruptedException {
        return agents.poll(30, TimeUnit.SECONDS);
    }

    private static HttpResponse answer(HttpCall call) throws Exception {
        return call.response().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void modified_shouldLetWhatIsUnderWayGoOnAndCountForWhatComes() throws Exception {
        HttpCall under = get();
        assertThat(agent()).isEqualTo("first/1");
        component.modified(Map.of("user.agent", "second/1", "threads", 2));
        HttpCall next = get();
        assertThat(agent()).as("a second thread").isEqualTo("second/1");
        release.countDown();
        assertThat(answer(under).status()).isEqualTo(200);
        assertThat(answer(next).status()).isEqualTo(200);
    }

    @Test
    void modified_whenAValueIsWrong_shouldKeepTheOneBeforeAndNamePidAndKey() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            component.modified(Map.of("user.agent", "a\r\nX: y", "threads", "many"));
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("org.torrent.http, user.agent", "org.torrent.http, threads", "what it was stays");
        release.countDown();
        answer(get());
        assertThat(agent()).isEqualTo("first/1");
    }
}
