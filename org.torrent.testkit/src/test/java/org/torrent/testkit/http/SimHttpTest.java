package org.torrent.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.http.Reach;
import org.torrent.testkit.ports.net.Path;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;

class SimHttpTest {
    private static final byte[] BODY = {'o', 'k'};

    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final SimHost client = network.host("192.0.2.1");
    private final SimHost server = network.host("192.0.2.2");
    private final SimProcess process = simulation.newProcess("p");
    private final SimHttp http = new SimHttp(process, client.transport());
    private final List<String> asked = new ArrayList<>();

    SimHttpTest() throws IOException {
        new SimHttpServer(server, 80, (from, path) -> {
            asked.add(from.getHostAddress() + path);
            return switch (path) {
                case "/to" -> SimHttpServer.answer(302, BODY, "Location: /[ok]");
                case "/inside" -> SimHttpServer.answer(302, BODY, "Location: http://10.0.0.1/");
                case "/hang" -> null;
                case "/cut" -> new byte[] {'H', 'T', 'T', 'P'};
                default -> SimHttpServer.answer(200, BODY);
            };
        });
    }

    private HttpResponse outcome(HttpCall call) throws HttpException {
        CompletableFuture<HttpResponse> future = call.response().toCompletableFuture();
        simulation.runUntil("there is an outcome", Duration.ofMinutes(2), future::isDone);
        try {
            return future.join();
        } catch (CompletionException e) {
            throw (HttpException) e.getCause();
        }
    }

    private HttpCall get(String url) {
        return http.get(HttpRequest.to(url).build());
    }

    private void assertFails(HttpCall call, Kind kind) {
        assertThatThrownBy(() -> outcome(call)).isInstanceOfSatisfying(HttpException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    @Test
    void get_whenRedirected_shouldGiveTheLastAnswerAfterTheNetworksTime() throws HttpException {
        network.defaultPath(Path.of(Duration.ofMillis(100)));
        HttpResponse response = outcome(get("http://192.0.2.2/to"));
        assertThat(response.body()).isEqualTo(BODY);
        assertThat(response.url()).isEqualTo("http://192.0.2.2/%5Bok%5D");
        assertThat(asked).containsExactly("192.0.2.1/to", "192.0.2.1/%5Bok%5D");
        assertThat(simulation.elapsed()).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
    }

    @Test
    void get_whenItLeadsWhereItMayNot_shouldRefuse() {
        assertFails(get("http://192.0.2.2/inside"), Kind.FORBIDDEN);
        HttpRequest local =
                HttpRequest.to("http://10.0.0.1/").reach(Reach.OPEN_NETWORK).build();
        assertFails(http.get(local), Kind.FORBIDDEN);
    }

    @Test
    void get_whenTheNetworkOrTheServerFails_shouldSayHow() {
        assertFails(get("http://192.0.2.2/cut"), Kind.BROKEN_OFF);
        assertFails(get("http://192.0.2.2/hang"), Kind.TIMED_OUT);
        assertFails(get("http://192.0.2.2:81/"), Kind.UNREACHABLE);
        assertFails(get("http://nowhere/"), Kind.UNKNOWN_HOST);
        assertFails(get("https://192.0.2.2/"), Kind.NOT_SECURE);
        assertFails(get("udp://192.0.2.2/"), Kind.BAD_URL);
        network.isolate(server);
        assertFails(get("http://192.0.2.2/"), Kind.UNREACHABLE);
    }

    @Test
    void cancelAndClose_whenUnderWay_shouldFailAndLeaveNothing() {
        HttpCall cancelled = get("http://192.0.2.2/hang");
        HttpCall closed = get("http://192.0.2.2/hang");
        simulation.runFor(Duration.ofSeconds(1));
        cancelled.cancel();
        http.close();
        assertFails(cancelled, Kind.CANCELLED);
        assertFails(closed, Kind.CLOSED);
        assertFails(get("http://192.0.2.2/"), Kind.CLOSED);
        assertThat(process.running()).isEmpty();
    }
}
