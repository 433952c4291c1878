package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrent.api.TorrentHandle;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeString;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Peers with an IPv4 and an IPv6 address: one connection is enough, and nobody loses his by the claim of another one. */
class TwinSwarmTest {
    private static final TestTorrent TORRENT = TestTorrent.singleFile(5, 1_500_001, 64 * 1024);

    static LongStream seeds() {
        return Seeds.all();
    }

    /** A choking seed, so that the connection stays; says that it is also at a host, unless that is null. */
    private static ScriptedPeer seed(String name, SimHost alsoAt) {
        return new SeedPeer(TORRENT, name) {
            @Override
            protected void onHandshake(Handshake handshake) {
                super.onHandshake(handshake);
                if (alsoAt != null) {
                    send(new Message.Extended(
                            0,
                            BencodeEncoder.encode(BencodeDictionary.of(Map.of(
                                    "ipv6", BencodeString.of(alsoAt.address().getAddress()))))));
                }
            }
        }.choking();
    }

    private static List<ScriptedPeer> listen(SimHost host, String name, SimHost alsoAt) throws IOException {
        List<ScriptedPeer> made = new ArrayList<>();
        ScriptedPeer.listen(host.transport(), host.endpoint(SimRuntime.PORT), () -> {
            made.add(seed(name, alsoAt));
            return made.get(made.size() - 1);
        });
        return made;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dials_whenOnePeerIsReachedOverBothFamilies_shouldKeepOneAndDialTheOtherNoMore(long seed) throws IOException {
        Swarm swarm = new Swarm(seed, TORRENT);
        SimRuntime leecher = new SimRuntime(swarm.simulation, swarm.host(), swarm.tracker).listensEverywhere();
        swarm.runtimes.add(leecher);
        leecher.start();
        SimHost ipv6 = swarm.network.host("2001:db8::7");
        SimHost ipv4 = swarm.host();
        List<ScriptedPeer> over6 = listen(ipv6, "dual", null);
        List<ScriptedPeer> over4 = listen(ipv4, "dual", ipv6);
        TorrentHandle download = leecher.add(TORRENT, ipv4.endpoint(SimRuntime.PORT), ipv6.endpoint(SimRuntime.PORT));
        swarm.simulation.runFor(Duration.ofSeconds(100)); // less than it takes to be closed for silence
        assertThat(over6).singleElement().matches(ScriptedPeer::isOpen);
        assertThat(over4).singleElement().matches(peer -> !peer.isOpen());
        assertThat(download.peers()).hasSize(1);
        swarm.network.resetAll(ipv6);
        swarm.simulation.runFor(Duration.ofSeconds(3));
        assertThat(over4).as("when the other is gone it is wanted").hasSize(2);
        swarm.stop();
    }

    @Test
    void claims_whenAnotherPeerMakesThem_shouldCostHimselfOnly() throws IOException {
        Swarm swarm = new Swarm(5, TORRENT);
        SimRuntime leecher = swarm.leecher();
        leecher.add(TORRENT);
        SimHost victim6 = swarm.network.host("2001:db8::7");
        ScriptedPeer over6 = seed("victim", null);
        over6.dial(victim6.transport(), leecher.endpoint());
        ScriptedPeer over4 = seed("victim2", swarm.network.host("2001:db8::8"));
        over4.dial(swarm.host().transport(), leecher.endpoint());
        ScriptedPeer sameIdElsewhere = seed("victim2", null);
        sameIdElsewhere.dial(swarm.network.host("2001:db8::9").transport(), leecher.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(1));
        ScriptedPeer thief = seed("victim", victim6);
        thief.dial(swarm.host().transport(), leecher.endpoint());
        ScriptedPeer otherId = seed("other", victim6);
        otherId.dial(swarm.host().transport(), leecher.endpoint());
        swarm.simulation.runFor(Duration.ofSeconds(1));
        assertThat(List.of(over6, over4, sameIdElsewhere, otherId)).allMatch(ScriptedPeer::isOpen);
        assertThat(thief.isOpen()).isFalse();
        swarm.stop();
    }
}
