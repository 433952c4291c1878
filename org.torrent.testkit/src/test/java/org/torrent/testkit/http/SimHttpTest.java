package org.torrent.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpException;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.transport.Transport;
import org.torrent.testkit.ports.http.HttpConformance;
import org.torrent.testkit.ports.http.ScriptedWebServer;
import org.torrent.testkit.ports.net.Path;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;

/** The simulated client keeps the contract, and the network's faults are its faults. */
class SimHttpTest extends HttpConformance {
    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final SimHost client = network.host("192.0.2.1");
    private final SimHost outside = network.host("192.0.2.2");
    private final SimHost inside = network.host("10.0.0.1");
    private final SimProcess process = simulation.newProcess("p");

    @Override
    protected HttpClient newClient() {
        return new SimHttp(process, client.transport());
    }

    @Override
    protected void close(HttpClient provider) {
        ((SimHttp) provider).close();
        assertThat(process.running()).as("loops").isEmpty();
    }

    @Override
    protected Transport serverTransport() {
        return inside.transport();
    }

    @Override
    protected InetSocketAddress serverAddress() {
        return inside.endpoint(80);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        simulation.runUntil(what, Duration.ofMinutes(2), condition);
    }

    private CompletableFuture<HttpResponse> get(SimHttp http, String url) {
        CompletableFuture<HttpResponse> response =
                http.get(HttpRequest.to(url).build()).response().toCompletableFuture();
        await("there is an outcome", response::isDone);
        return response;
    }

    private void assertFails(Kind kind, SimHttp http, String url) {
        assertThatThrownBy(() -> get(http, url).join())
                .cause()
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void get_whenTheNetworkTakesTime_shouldTakeIt() {
        network.defaultPath(Path.of(Duration.ofMillis(100)));
        try (SimHttp http = new SimHttp(process, client.transport())) {
            get(http, "http://10.0.0.1/").join();
        }
        assertThat(simulation.elapsed()).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
    }

    @Test
    void get_whenRedirectedFromTheOpenNetworkIntoALocalOne_shouldRefuse() throws IOException {
        new ScriptedWebServer(
                outside.transport(),
                outside.endpoint(80),
                request -> ScriptedWebServer.answer(302, new byte[0], "Location: http://10.0.0.1/"));
        try (SimHttp http = new SimHttp(process, client.transport())) {
            assertFails(Kind.FORBIDDEN, http, "http://192.0.2.2/");
        }
    }

    @Test
    void get_whenCutOffOrNotThere_shouldSayHow() {
        network.isolate(inside);
        try (SimHttp http = new SimHttp(process, client.transport())) {
            assertFails(Kind.UNREACHABLE, http, "http://10.0.0.1/");
            assertFails(Kind.UNKNOWN_HOST, http, "http://nowhere/");
            assertFails(Kind.NOT_SECURE, http, "https://10.0.0.1/");
        }
    }
}
