package org.torrent.tracker.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.tracker.Limits;

class ResolverTest {
    private final Simulation simulation = new Simulation(1);
    private final Map<String, CompletableFuture<List<InetAddress>>> asked = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Resolver resolver = new Resolver(simulation.newLoop("tracker"), simulation, this::lookUp);

    private CompletionStage<List<InetAddress>> lookUp(String host) {
        order.add(host);
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        asked.put(host, answer);
        return answer;
    }

    private void resolve(String host) {
        resolver.resolve(host, addresses -> told.add(host + " " + addresses.size()));
    }

    private void answer(String host, String... addresses) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses) {
            all.add(InetAddress.getByName(address));
        }
        asked.get(host).complete(all);
        simulation.runFor(Duration.ofMillis(1));
    }

    @Test
    void resolve_whenItIsAnAddress_shouldAskNobody() {
        resolve("10.0.0.1");
        resolve("2001:db8::1");
        assertThat(told).containsExactly("10.0.0.1 1", "2001:db8::1 1");
        assertThat(order).isEmpty();
    }

    @Test
    void resolve_whenManyAskAtOnceAndSoonAfter_shouldLookUpOnce() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            resolve("Tracker.example");
        }
        assertThat(order).containsExactly("tracker.example");
        answer("tracker.example", "192.0.2.1", "2001:db8::1");
        assertThat(told).hasSize(10_000).allMatch(line -> line.endsWith(" 2"));
        simulation.runFor(Duration.ofSeconds(Limits.NAME_SECONDS - 1));
        resolve("tracker.example");
        assertThat(told).hasSize(10_001);
        assertThat(order).hasSize(1);
        simulation.runFor(Duration.ofSeconds(1));
        resolve("tracker.example");
        assertThat(order).hasSize(2);
    }

    @Test
    void resolve_whenAKnownNameIsLookedUpAnew_shouldTellWhatItHadMeanwhileAndWhenThatFails() throws Exception {
        resolve("tracker.example");
        answer("tracker.example", "192.0.2.1");
        told.clear();
        simulation.runFor(Duration.ofSeconds(Limits.NAME_SECONDS));
        resolve("tracker.example");
        assertThat(order).hasSize(2);
        assertThat(told).containsExactly("tracker.example 1");
        answer("tracker.example");
        resolve("tracker.example");
        assertThat(told).containsExactly("tracker.example 1", "tracker.example 1");
        simulation.runFor(Duration.ofSeconds(Limits.NAME_MISSING_SECONDS));
        resolve("tracker.example");
        answer("tracker.example", "192.0.2.1", "192.0.2.2");
        resolve("tracker.example");
        assertThat(told).endsWith("tracker.example 1", "tracker.example 2");
        simulation.runFor(Duration.ofSeconds(Limits.NAME_STALE_SECONDS));
        told.clear();
        resolve("tracker.example");
        assertThat(told).as("too old").isEmpty();
        answer("tracker.example");
        assertThat(told).containsExactly("tracker.example 0");
    }

    @Test
    void resolve_whenThereIsNoSuchName_shouldKeepThatForAWhile() {
        resolve("nowhere.example");
        asked.get("nowhere.example").completeExceptionally(new UnknownHostException());
        simulation.runFor(Duration.ofMillis(1));
        resolve("nowhere.example");
        assertThat(told).containsExactly("nowhere.example 0", "nowhere.example 0");
        simulation.runFor(Duration.ofSeconds(Limits.NAME_MISSING_SECONDS));
        resolve("nowhere.example");
        assertThat(order).hasSize(2);
    }

    @Test
    void resolve_whenThereAreTooManyNames_shouldForgetTheLeastUsedAndAnswerItAllTheSame() throws Exception {
        resolve("first.example");
        for (int i = 0; i < Limits.NAMES; i++) {
            resolve(i + ".example");
        }
        answer("first.example", "192.0.2.1");
        assertThat(told).containsExactly("first.example 1");
        resolve("first.example");
        assertThat(order).hasSize(Limits.NAMES + 2);
    }
}
