package org.torrent.testkit.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.node.PeerSearch;

/**
 * Many shipped nodes, a twentieth of the datagrams lost, three in ten nodes replaced: who announced himself is found. A build
 * tries a few; {@code -Dtestkit.dht.nodes=1000} for a thousand, {@code -Dtestkit.seed=42} to replay one.
 */
class DhtNetworkSwarmTest {
    private static final int NODES = Integer.getInteger("testkit.dht.nodes", 300);
    private static final int TORRENTS = NODES / 10;
    private static final int LOOKUPS = NODES * 4 / 10;
    private static final double LOSS = 0.05;

    /** A search that was made, and what came of it. */
    private static final class Made implements PeerSearch.Listener {
        private final SimDht.Machine who;
        private final InetSocketAddress wanted;
        private boolean found;
        private PeerSearch.Outcome outcome;

        Made(SimDht.Machine who, InetSocketAddress wanted) {
            this.who = who;
            this.wanted = wanted;
        }

        @Override
        public void found(Collection<InetSocketAddress> peers) {
            found |= peers.contains(wanted);
        }

        @Override
        public void done(PeerSearch.Outcome end) {
            outcome = end;
        }
    }

    private final long seed = Long.getLong("testkit.seed", 1);
    private final SimDht network = new SimDht(seed, LOSS);
    private final List<SimDht.Machine> machines = new ArrayList<>();

    private SimDht.Machine any() {
        return machines.get(network.random().nextInt(machines.size()));
    }

    private void join() {
        machines.add(network.add(
                machines.isEmpty() ? new InetSocketAddress[0] : new InetSocketAddress[] {any().endpoint()}));
    }

    @Test
    void search_whenThreeInTenNodesAreReplaced_shouldFindWhoAnnouncedHimself() {
        for (int i = 0; i < NODES; i++) {
            join();
            network.run(Duration.ofMillis(100));
        }
        network.run(Duration.ofMinutes(2));
        Map<NodeId, InetSocketAddress> announced = new LinkedHashMap<>();
        for (int i = 0; i < TORRENTS; i++) {
            SimDht.Machine who = machines.get(i); // these stay: it is those who keep it for them that go
            NodeId infoHash = NodeId.random(network.random());
            announced.put(infoHash, new InetSocketAddress(who.endpoint().getAddress(), 7_000 + i));
            Made made = search(who, infoHash, Optional.of(new PeerSearch.Announced(7_000 + i, false)), null);
            assertThat(network.runUntil(Duration.ofMinutes(1), () -> made.outcome != null))
                    .isTrue();
            assertThat(made.outcome.announces()).isPositive();
        }
        List<Made> made = churnAndSearch(announced);
        report(made.stream().filter(one -> one.who.isAlive()).toList());
    }

    private List<Made> churnAndSearch(Map<NodeId, InetSocketAddress> announced) {
        List<NodeId> infoHashes = new ArrayList<>(announced.keySet());
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            if (i % 4 != 0) { // three in ten in the end
                int leaves = TORRENTS + network.random().nextInt(machines.size() - TORRENTS);
                machines.remove(leaves).kill();
                join();
            }
            NodeId infoHash = infoHashes.get(network.random().nextInt(infoHashes.size()));
            SimDht.Machine who =
                    machines.get(network.random().nextInt(machines.size() - 20)); // it has been here for a while
            made.add(search(who, infoHash, Optional.empty(), announced.get(infoHash)));
            network.run(Duration.ofSeconds(2));
        }
        network.run(Duration.ofMinutes(1));
        return made;
    }

    private Made search(
            SimDht.Machine who, NodeId infoHash, Optional<PeerSearch.Announced> announce, InetSocketAddress wanted) {
        Made made = new Made(who, wanted);
        assertThat(who.node().search(new PeerSearch(infoHash, announce, false, made), Family.V4))
                .isTrue();
        return made;
    }

    private void report(List<Made> made) {
        long found = made.stream().filter(one -> one.found).count();
        int hops = median(made.stream().map(one -> one.outcome.lookup().hops()).toList());
        int queries =
                median(made.stream().map(one -> one.outcome.lookup().queries()).toList());
        String figures = String.format(
                "seed %d: %d of %d searches found the peer, median %d hops, %d queries; %d datagrams, %d bytes",
                seed, found, made.size(), hops, queries, network.delivered(), network.deliveredBytes());
        System.out.println(figures);
        assertThat(made).as(figures).allMatch(one -> one.outcome != null);
        assertThat(found).as(figures).isGreaterThanOrEqualTo(made.size() * 99L / 100);
        assertThat(hops).as(figures).isBetween(1, 6);
        assertThat(queries).as(figures).isBetween(8, 50);
    }

    private static int median(List<Integer> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}
