package org.torrent.dht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;
import org.torrent.model.bencode.BencodeInteger;

/** Whoever has a /64 of IPv6 has no more room than whoever has an address. */
class StoresTest {
    private static final long NOW = -7;

    private final SplittableRandom random = new SplittableRandom(3);
    private final NodeId own = NodeId.random(random);
    private final PeerStore peers = new PeerStore(random);
    private final ItemStore items = new ItemStore();

    private static InetAddress at(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private boolean announce(NodeId infoHash, String address) {
        return peers.add(infoHash, new InetSocketAddress(at(address), 6881), false, own, NOW);
    }

    private ItemStore.Outcome put(int value, String address) {
        return items.put(DhtItem.immutable(BencodeInteger.of(value)), Optional.empty(), at(address), own, NOW);
    }

    @Test
    void peers_whenOneNetworkAnnouncesManyAddresses_shouldKeepTheLastFew() {
        NodeId infoHash = NodeId.random(random);
        announce(infoHash, "2001:db8:1::7");
        announce(infoHash, "20.0.0.1");
        for (int i = 1; i <= 100; i++) {
            assertThat(announce(infoHash, "2001:db8::" + i)).isTrue();
        }
        List<String> kept = peers.sample(infoHash, Family.V6, 500, false).stream()
                .map(peer -> peer.getAddress().getHostAddress())
                .toList();
        assertThat(kept)
                .hasSize(DhtLimits.PEERS_PER_NETWORK + 1)
                .contains("2001:db8:1:0:0:0:0:7", "2001:db8:0:0:0:0:0:100", "2001:db8:0:0:0:0:0:97");
        assertThat(peers.peers()).isEqualTo(DhtLimits.PEERS_PER_NETWORK + 2);
        peers.expire(NOW + DhtLimits.PEER_NANOS + 1);
        assertThat(peers.peers()).isZero();
    }

    @Test
    void peers_whenOneNetworkAnnouncesManyTorrents_shouldRefuseAsOfOneAddress() {
        for (int i = 1; i <= DhtLimits.TORRENTS_PER_ADDRESS; i++) {
            assertThat(announce(NodeId.random(random), "2001:db8::" + i)).isTrue();
        }
        assertThat(announce(NodeId.random(random), "2001:db8::ffff")).isFalse();
        assertThat(announce(NodeId.random(random), "2001:db8:1::1")).isTrue();
    }

    @Test
    void peers_whenAnotherIpv4AddressAnnounces_shouldKeepBoth() {
        NodeId infoHash = NodeId.random(random);
        for (int i = 1; i <= 20; i++) {
            assertThat(announce(infoHash, "20.0.0." + i)).isTrue();
        }
        assertThat(peers.peers()).isEqualTo(20);
    }

    @Test
    void items_whenOneNetworkPutsMany_shouldRefuseAsOfOneAddress() {
        for (int i = 1; i <= DhtLimits.ITEMS_PER_ADDRESS; i++) {
            assertThat(put(i, "2001:db8::" + i)).isEqualTo(ItemStore.Outcome.KEPT);
        }
        assertThat(put(0, "2001:db8::ffff")).isEqualTo(ItemStore.Outcome.FULL);
        assertThat(put(1, "2001:db8::ffff")).as("its own once more").isEqualTo(ItemStore.Outcome.KEPT);
        assertThat(put(0, "2001:db8:1::1")).isEqualTo(ItemStore.Outcome.KEPT);
    }
}
