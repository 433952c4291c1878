package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGetTest {
    private static final byte[] BODY = {'o', 'k'};

    private final List<String> dialled = new ArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ok", exchange -> answer(exchange, 200, BODY));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/hang", exchange -> awaitRelease());
        server.createContext("/drip", this::drip);
        server.createContext(
                "/to", exchange -> redirect(exchange, exchange.getRequestURI().getQuery()));
        server.createContext("/count", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getQuery());
            redirect(exchange, left == 1 ? "/ok" : "/count?" + (left - 1));
        });
        server.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitRelease() {
        arrived.release();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, BODY);
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(BODY);
        exchange.getResponseBody().flush();
        awaitRelease();
    }

    /** Names stand for addresses, and every address is the loopback server in truth. */
    private final class FakeNetwork implements Network {
        private final Map<String, List<String>> names;

        FakeNetwork(Map<String, List<String>> names) {
            this.names = names;
        }

        @Override
        public InetAddress[] resolve(String host) throws IOException {
            if (!names.containsKey(host)) {
                throw new UnknownHostException(host);
            }
            List<InetAddress> addresses = new ArrayList<>();
            for (String address : names.get(host)) {
                addresses.add(InetAddress.getByName(address));
            }
            return addresses.toArray(InetAddress[]::new);
        }

        @Override
        public Socket newSocket() {
            return new Socket() {
                @Override
                public InetAddress getInetAddress() {
                    try {
                        return InetAddress.getByName(dialled.get(dialled.size() - 1));
                    } catch (UnknownHostException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }

        @Override
        public void connect(Socket socket, InetSocketAddress address, int timeoutMillis) throws IOException {
            dialled.add(address.getAddress().getHostAddress());
            if (dialled.get(dialled.size() - 1).equals("203.0.113.99")) {
                throw new java.net.ConnectException("refused");
            }
            socket.connect(server.getAddress(), timeoutMillis);
        }
    }

    private static final Map<String, List<String>> NAMES = Map.of(
            "global", List.of("203.0.113.1"),
            "global2", List.of("203.0.113.2"),
            "local", List.of("10.0.0.1"),
            "local2", List.of("192.168.0.1"),
            "mixed", List.of("127.0.0.1", "203.0.113.3", "fd00::1"),
            "half", List.of("203.0.113.99", "203.0.113.4"),
            "dead", List.of("203.0.113.99"));

    private HttpGet newGet() {
        return new HttpGet(
                new FakeNetwork(NAMES),
                () -> {
                    throw new AssertionError("no TLS in this test");
                },
                "agent/1",
                10_000);
    }

    private HttpAnswer get(String url) throws TrackerException {
        return newGet().get(url);
    }

    @Test
    void get_whenThereIsAnAnswer_shouldGiveIt() throws TrackerException {
        assertThat(get("http://global/ok").body()).isEqualTo(BODY);
        assertThat(dialled).containsExactly("203.0.113.1");
    }

    @Test
    void get_whenTheServerIsLocal_shouldAskItBecauseTheUserNamedIt() throws TrackerException {
        assertThat(get("http://local/ok").status()).isEqualTo(200);
        assertThat(get("http://local/to?http://local2/ok").status()).isEqualTo(200);
        assertThat(get("http://local/to?http://global/ok").status()).isEqualTo(200);
    }

    @Test
    void get_whenRedirectedFromTheOpenNetworkIntoALocalOne_shouldRefuse() {
        assertThatThrownBy(() -> get("http://global/to?http://local/ok"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("local network");
        assertThatThrownBy(() -> get("http://local/to?http://global/to?http://local/ok"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("local network");
        assertThat(dialled).containsExactly("203.0.113.1", "10.0.0.1", "203.0.113.1");
    }

    @Test
    void get_whenRedirectedToANameWithLocalAddressesToo_shouldDialTheOthers() throws TrackerException {
        assertThat(get("http://global/to?http://mixed/ok").status()).isEqualTo(200);
        assertThat(dialled).containsExactly("203.0.113.1", "203.0.113.3");
    }

    @Test
    void get_whenAnAddressIsDead_shouldDialTheNext() throws TrackerException {
        assertThat(get("http://half/ok").status()).isEqualTo(200);
        assertThat(dialled).containsExactly("203.0.113.99", "203.0.113.4");
        assertThatThrownBy(() -> get("http://dead/ok"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void get_whenTheNameIsUnknown_shouldSaySo() {
        assertThatThrownBy(() -> get("http://nowhere/"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    void get_whenRedirectedFiveTimes_shouldFollowAndNoMore() throws TrackerException {
        assertThat(get("http://global/count?5").status()).isEqualTo(200);
        assertThatThrownBy(() -> get("http://global/count?6")).hasMessageContaining("more than 5");
        assertThatThrownBy(() -> get("http://global/loop")).hasMessageContaining("more than 5");
    }

    @Test
    void get_whenRedirectedToAnotherScheme_shouldRefuse() {
        assertThatThrownBy(() -> get("http://global/to?file:///etc/passwd")).isInstanceOf(TrackerException.class);
    }

    @Test
    void cancel_whenNotStartedYet_shouldDialNobody() {
        HttpGet get = newGet();
        get.cancel("never mind");
        assertThatThrownBy(() -> get.get("http://global/ok"))
                .isInstanceOf(TrackerException.class)
                .hasMessage("never mind");
        assertThat(dialled).isEmpty();
    }

    @Test
    void cancel_whenTheServerNeverAnswersOrNeverEnds_shouldEndTheExchange() throws Exception {
        for (String path : List.of("/hang", "/drip")) {
            HttpGet get = newGet();
            Future<HttpAnswer> answer = threads.submit(() -> get.get("http://global" + path));
            assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            get.cancel("too slow");
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TrackerException.class)
                    .hasMessageContaining("too slow");
        }
    }
}
