package org.torrent.front.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.http.net.Options;
import org.torrent.http.net.SocketHttpClient;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;

class HttpSourceTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] BODY = {1, 2, 3};

    private final SocketHttpClient client =
            new SocketHttpClient(new Options("agent/1", 2), new PlatformThreads(new SystemClock()));
    private final HttpSource source = new HttpSource(atMost -> Optional.of(client));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", exchange -> answer(exchange, 200, BODY));
        server.createContext("/moved", exchange -> redirect(exchange, "/file"));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[10 * 1024 * 1024 + 1]));
        server.createContext("/silent", exchange -> {});
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void fetch_whenFileIsThere_shouldReturnIt() throws Exception {
        assertThat(fetch("/file")).isEqualTo(BODY);
    }

    @Test
    void fetch_whenRedirected_shouldFollow() throws Exception {
        assertThat(fetch("/moved")).isEqualTo(BODY);
    }

    @Test
    void fetch_whenRedirectedForEver_shouldGiveUp() {
        assertThatThrownBy(() -> fetch("/loop"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void fetch_whenMissing_shouldNameTheStatus() {
        assertThatThrownBy(() -> fetch("/none"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("404");
    }

    @Test
    void fetch_whenNobodyListens_shouldSayWhatToCheck() {
        server.stop(0);
        assertThatThrownBy(() -> fetch("/file"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("check the URL and the network");
    }

    @Test
    void fetch_whenTooLarge_shouldHangUp() {
        assertThatThrownBy(() -> fetch("/large"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void fetch_whenServerIsSilent_shouldGiveUpInTime() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/silent";
        assertThatThrownBy(() -> source.fetch(url, Duration.ofMillis(50)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no answer in time");
    }

    private byte[] fetch(String path) throws Exception {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return source.fetch(url, LONG);
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        answer(exchange, 302, new byte[0]);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // the client hung up, as it may
        }
    }

    @Test
    void fetch_whenInterrupted_shouldGiveUp() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fetch("/silent")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void fetch_whenTheClientIsClosed_shouldSaySo() {
        client.close();
        assertThatThrownBy(() -> fetch("/file")).isInstanceOf(SourceException.class);
    }
}
