package org.torrent.http.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.http.Problem;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.LocalAddresses;
import org.torrent.spi.http.Reach;

class ExchangeTest {
    private static final byte[] BODY = {'o', 'k'};

    private final List<String> dialled = new ArrayList<>();
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ok", exchange -> answer(exchange, 200, BODY));
        server.createContext("/announce", exchange -> answer(exchange, 200, BODY));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/hang", exchange -> awaitRelease());
        server.createContext("/drip", this::drip);
        server.createContext(
                "/to", exchange -> redirect(exchange, exchange.getRequestURI().getQuery()));
        server.createContext("/headers", exchange -> {
            asked.add(exchange.getRequestHeaders());
            answer(exchange, 200, BODY);
        });
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
            "here", List.of("127.0.0.1"),
            "link", List.of("169.254.169.254"),
            "mixed", List.of("127.0.0.1", "203.0.113.3", "fd00::1"),
            "half", List.of("203.0.113.99", "203.0.113.4"),
            "dead", List.of("203.0.113.99"));

    private Exchange newExchange(String url) {
        return new Exchange(HttpRequest.to(url).build(), "agent/1", new FakeNetwork(NAMES), () -> {
            throw new AssertionError("no TLS in this test");
        });
    }

    private HttpResponse get(String url) throws Problem {
        return newExchange(url).run();
    }

    @Test
    void get_whenThereIsAnAnswer_shouldGiveIt() throws Problem {
        assertThat(get("http://global/ok").body()).isEqualTo(BODY);
        assertThat(dialled).containsExactly("203.0.113.1");
    }

    @Test
    void get_whenTheServerIsLocal_shouldAskItBecauseTheUserNamedIt() throws Problem {
        assertThat(get("http://local/ok").status()).isEqualTo(200);
        assertThat(get("http://local/to?http://local2/ok").status()).isEqualTo(200);
        assertThat(get("http://local/to?http://global/ok").status()).isEqualTo(200);
    }

    @Test
    void get_whenRedirectedFromTheOpenNetworkIntoALocalOne_shouldRefuse() {
        assertThatThrownBy(() -> get("http://global/to?http://local/ok"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("local network");
        assertThatThrownBy(() -> get("http://local/to?http://global/to?http://local/ok"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("local network");
        assertThat(dialled).containsExactly("203.0.113.1", "10.0.0.1", "203.0.113.1");
    }

    @Test
    void get_whenRedirectedToANameWithLocalAddressesToo_shouldDialTheOthers() throws Problem {
        assertThat(get("http://global/to?http://mixed/ok").status()).isEqualTo(200);
        assertThat(dialled).containsExactly("203.0.113.1", "203.0.113.3");
    }

    @Test
    void get_whenAnAddressIsDead_shouldDialTheNext() throws Problem {
        assertThat(get("http://half/ok").status()).isEqualTo(200);
        assertThat(dialled).containsExactly("203.0.113.99", "203.0.113.4");
        assertThatThrownBy(() -> get("http://dead/ok"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void get_whenTheNameIsUnknown_shouldSaySo() {
        assertThatThrownBy(() -> get("http://nowhere/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("unknown");
    }

    @Test
    void get_whenRedirectedFiveTimes_shouldFollowAndNoMore() throws Problem {
        assertThat(get("http://global/count?5").status()).isEqualTo(200);
        assertThatThrownBy(() -> get("http://global/count?6")).hasMessageContaining("more than 5");
        assertThatThrownBy(() -> get("http://global/loop")).hasMessageContaining("more than 5");
    }

    @Test
    void get_whenRedirectedToAnotherScheme_shouldRefuse() {
        assertThatThrownBy(() -> get("http://global/to?file:///etc/passwd")).isInstanceOf(Problem.class);
    }

    @Test
    void cancel_whenNotStartedYet_shouldDialNobody() {
        Exchange exchange = newExchange("http://global/ok");
        exchange.cancel(new Problem(Kind.CANCELLED, "never mind"));
        assertThatThrownBy(exchange::run).isInstanceOf(Problem.class).hasMessage("never mind");
        assertThat(dialled).isEmpty();
    }

    @Test
    void cancel_whenTheServerNeverAnswersOrNeverEnds_shouldEndTheExchange() throws Exception {
        for (String path : List.of("/hang", "/drip")) {
            Exchange exchange = newExchange("http://global" + path);
            Future<HttpResponse> answer = threads.submit(exchange::run);
            assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            exchange.cancel(new Problem(Kind.TIMED_OUT, "too slow"));
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(Problem.class)
                    .hasMessageContaining("too slow");
        }
    }

    @Test
    void run_whenOthersGaveTheUrl_shouldDialNothingLocal() throws Problem {
        for (String url : List.of("http://local/ok", "http://global/to?http://local/ok")) {
            Exchange exchange = new Exchange(
                    HttpRequest.to(url).reach(Reach.OPEN_NETWORK).build(),
                    "agent/1",
                    new FakeNetwork(NAMES),
                    () -> null);
            assertThatThrownBy(exchange::run).isInstanceOf(Problem.class).hasMessageContaining("local network");
        }
        assertThat(dialled).containsExactly("203.0.113.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://here/ok",
                "http://link/announce",
                "http://local/to?http://here/announce",
                "http://global/to?http://local/ok",
                "http://global/to?http://here/announce"
            })
    void run_whenATorrentNamedTheTracker_shouldNotBeLedToThisMachine(String url) {
        Exchange exchange = asTracker(url);
        assertThatThrownBy(exchange::run).isInstanceOf(Problem.class).hasMessageContaining("into the local network");
        assertThat(dialled).doesNotContain("127.0.0.1", "169.254.169.254");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://here/announce", "http://local/ok", "http://local/to?http://global/ok"})
    void run_whenATorrentNamedTheTracker_shouldAskItElsewhereAndAnAnnounceHere(String url) throws Problem {
        assertThat(asTracker(url).run().status()).isEqualTo(200);
    }

    private Exchange asTracker(String url) {
        return new Exchange(
                HttpRequest.to(url).reach(Reach.AS_TRACKER).build(), "agent/1", new FakeNetwork(NAMES), () -> null);
    }

    @Test
    void run_whenTheUserNamedTheUrl_shouldNotBeLedNearer() throws Problem {
        assertThat(get("http://here/to?http://here/ok").status()).isEqualTo(200);
        assertThatThrownBy(() -> get("http://local/to?http://here/ok"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("redirects into the local network (here)");
    }

    @Test
    void run_whenTheUrlNamesAUser_shouldTellThatServerOnly() throws Problem {
        HttpResponse response = get("http://me:sec%3aret@global/to?http://global/headers");
        get("http://me:sec%3aret@global/to?http://global2/headers");
        get("http://me:sec%3aret@global/to?http://you:secret@global2/headers");
        assertThat(asked.get(0).getFirst("Authorization")).isEqualTo("Basic bWU6c2VjOnJldA==");
        assertThat(asked.get(1)).doesNotContainKey("Authorization");
        assertThat(asked.get(2)).doesNotContainKey("Authorization");
        assertThat(response.url()).isEqualTo("http://global/headers");
    }

    @Test
    void run_whenTheRequestHasHeaders_shouldSendThem() throws Problem {
        HttpRequest request = HttpRequest.to("http://global/headers")
                .header("User-Agent", "other/2")
                .header("Accept", "application/x-bittorrent")
                .build();
        new Exchange(request, "agent/1", new FakeNetwork(NAMES), () -> null).run();
        assertThat(asked.get(0).getFirst("User-Agent")).isEqualTo("other/2");
        assertThat(asked.get(0).getFirst("Accept")).isEqualTo("application/x-bittorrent");
    }

    @Test
    void run_whenThereIsAnAddressToDialFrom_shouldComeFromIt() throws Exception {
        InetAddress ours = InetAddress.getByName("127.0.0.77");
        List<InetAddress> callers = new CopyOnWriteArrayList<>();
        server.createContext("/who", exchange -> {
            callers.add(exchange.getRemoteAddress().getAddress());
            answer(exchange, 200, BODY);
        });
        HttpRequest request = HttpRequest.to(
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/who")
                .localAddresses(new LocalAddresses(List.of(InetAddress.getByName("203.0.113.7"), ours)))
                .build();
        new Exchange(request, "agent/1", Network.SYSTEM, () -> null).run();
        assertThat(callers).containsExactly(ours);
    }

    @Test
    void run_whenNoAddressToDialFromLeadsThere_shouldNotDial() throws Exception {
        HttpRequest request = HttpRequest.to("http://global/ok")
                .localAddresses(new LocalAddresses(List.of(InetAddress.getByName("2001:db8::1"))))
                .build();
        Exchange exchange = new Exchange(request, "agent/1", new FakeNetwork(NAMES), () -> null);
        assertThatThrownBy(exchange::run)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no address that is listened on leads there");
        assertThat(asked).isEmpty();
    }
}
