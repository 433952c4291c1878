package org.torrent.dht.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;

/** The routing table (BEP 5). */
class RoutingTableTest {
    private final SplittableRandom random = new SplittableRandom(3);
    private final NodeId own = NodeId.random(random);
    private long now = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos(); // the clock goes round meanwhile
    private final RoutingTable table = new RoutingTable(own, false, now);
    private int hosts;

    private NodeAddress node(NodeId id) {
        int host = ++hosts;
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {50, (byte) (host >> 8), (byte) host, 1});
            return new NodeAddress(id, new InetSocketAddress(address, 6881));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<NodeAddress> fill(int count) {
        List<NodeAddress> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NodeAddress node = node(NodeId.random(random));
            nodes.add(node);
            table.answered(node, now);
        }
        return nodes;
    }

    @Test
    void answered_whenThereAreMany_shouldKeepMoreOfThoseThatAreNear() {
        fill(2_000);
        assertThat(table.buckets()).isBetween(7, 14);
        assertThat(table.size()).isBetween(50, 120);
        assertThat(table.waiting()).isPositive();
        table.answered(node(own), now);
        assertThat(table.all()).noneMatch(one -> one.id().equals(own));
    }

    @Test
    void nearest_whenAskedForAnyTarget_shouldBeTheNearestInTheTable() {
        fill(1_000);
        for (int i = 0; i < 300; i++) {
            NodeId target = i % 2 == 0 ? NodeId.random(random) : own.neighbour(random.nextInt(20), random);
            List<NodeAddress> expected = table.all().stream()
                    .sorted(Comparator.comparing(NodeAddress::id, target.nearest()))
                    .limit(8)
                    .toList();
            assertThat(table.nearest(target, 8)).isEqualTo(expected);
        }
    }

    @Test
    void failed_whenItHappensAgainAndAgain_shouldGiveThePlaceToWhoWaits() {
        List<NodeAddress> nodes = new ArrayList<>();
        for (int i = 0; i < 2 * DhtLimits.BUCKET; i++) {
            nodes.add(node(own.neighbour(0, random)));
            table.answered(nodes.get(i), now);
        }
        assertThat(table.size()).isEqualTo(DhtLimits.BUCKET);
        NodeAddress silent = nodes.get(0);
        table.failed(silent, now);
        assertThat(table.contains(silent)).isTrue();
        assertThat(table.stalest(now)).contains(silent);
        table.failed(silent, now);
        assertThat(table.contains(silent)).isFalse();
        assertThat(table.size()).isEqualTo(DhtLimits.BUCKET);
    }

    @Test
    void failed_whenNobodyWaits_shouldNotNameItAndForgetItLater() {
        NodeAddress lonely = fill(1).get(0);
        table.failed(lonely, now);
        table.failed(lonely, now);
        assertThat(table.nearest(own, 8)).isEmpty();
        table.answered(lonely, now);
        assertThat(table.nearest(own, 8)).containsExactly(lonely);
        for (int i = 0; i < DhtLimits.FAILURES_MAX; i++) {
            table.failed(lonely, now);
        }
        assertThat(table.size()).isZero();
        assertThat(table.wants(lonely)).isTrue();
    }

    @Test
    void stalest_whenTimePasses_shouldBeWhoWasHeardOfFirst() {
        NodeAddress first = fill(1).get(0);
        now += Duration.ofMinutes(10).toNanos();
        fill(5);
        assertThat(table.stalest(now)).isEmpty();
        now += Duration.ofMinutes(6).toNanos();
        assertThat(table.stalest(now)).contains(first);
        assertThat(table.good(now)).isEqualTo(table.size() - 1);
    }

    @Test
    void stalePart_whenNothingHappenedThere_shouldNameAnIdInItOnce() {
        fill(200);
        assertThat(table.stalePart(now, random)).isEmpty();
        now += Duration.ofMinutes(16).toNanos();
        for (int i = 0; i < table.buckets(); i++) {
            NodeId target = table.stalePart(now, random).orElseThrow();
            assertThat(own.commonBits(target)).isEqualTo(i);
        }
        assertThat(table.stalePart(now, random)).isEmpty();
    }

    @Test
    void answered_whenAnAddressTakesAnotherId_shouldForgetIt() {
        NodeAddress node = fill(1).get(0);
        table.answered(new NodeAddress(NodeId.random(random), node.endpoint()), now);
        assertThat(table.size()).isZero();
        table.answered(node, now);
        table.answered(new NodeAddress(NodeId.random(random), new InetSocketAddress(node.address(), 1)), now);
        assertThat(table.all()).containsExactly(node);
    }
}
