package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentHandle;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.swarm.SimRuntime;

/** What peers say of themselves and of others by ut_pex, and when nobody may. */
class PexRulesSwarmTest extends PexSwarm {
    @Test
    void hostile_whenAMessageIsNonsense_shouldNotEndTheConnection() {
        SimRuntime ours = runtime("10.1.0.1");
        add(ours, torrent.metainfo());
        ScriptedPeer peer = dial(ours, torrent.metainfo(), "10.1.0.2", 1_002);
        for (byte[] body : new byte[][] {{}, {'d'}, {'l', 'e'}, new byte[100_000]}) {
            peer.send(new Message.Extended(2, body));
        }
        pass(Duration.ofSeconds(3));
        assertThat(peer.isOpen()).isTrue();
    }

    @Test
    void flood_whenAPeerSendsAndSends_shouldBeIgnoredAndThenNamed() {
        SimRuntime ours = runtime("10.1.0.1");
        TorrentHandle handle = add(ours, torrent.metainfo());
        ScriptedPeer peer = dial(ours, torrent.metainfo(), "10.1.0.2", 1_002);
        int before = handle.snapshot().knownPeers();
        for (int i = 0; i < 20; i++) {
            peer.send(new Message.Extended(2, naming(Endpoints.ipv4(i))));
        }
        pass(Duration.ofSeconds(3));
        assertThat(peer.isOpen()).as("a little too often").isTrue();
        assertThat(handle.snapshot().knownPeers()).isEqualTo(before + PexLimits.READ_MESSAGES);
        for (int i = 0; i < PexLimits.BORNE_MESSAGES; i++) {
            peer.send(new Message.Extended(2, naming(Endpoints.ipv4(i))));
        }
        await("the connection is closed", () -> !peer.isOpen());
        assertThat(ours.alerts().toString()).contains("messages of ut_pex within a minute");
    }

    @Test
    void privateTorrent_whenAPeerSendsAgainstTheRules_shouldTellAndBelieveNothing() throws Exception {
        Metainfo secret = privately(torrent);
        SimRuntime ours = runtime("10.1.0.1");
        TorrentHandle handle = add(ours, secret);
        ScriptedPeer a = dial(ours, secret, "10.1.0.2", 1_002);
        ScriptedPeer b = dial(ours, secret, "10.1.0.3", 1_003);
        int before = handle.snapshot().knownPeers();
        a.send(new Message.Extended(2, naming(Endpoints.at("10.9.9.9", 6881))));
        pass(Duration.ofMinutes(3));
        assertThat(names(extended(a, 0).get(0)).get(PexPlugin.NAME)).isEmpty();
        assertThat(told(a)).isEmpty();
        assertThat(told(b)).isEmpty();
        assertThat(a.isOpen()).isTrue();
        assertThat(handle.snapshot().knownPeers()).isEqualTo(before);
    }

    @Test
    void configuration_whenTurnedOffAndOn_shouldTellPeersAndStop() {
        SimRuntime ours = runtime("10.1.0.1");
        add(ours, torrent.metainfo());
        ScriptedPeer a = dial(ours, torrent.metainfo(), "10.1.0.2", 1_002);
        assertThat(names(extended(a, 0).get(0)).get(PexPlugin.NAME)).contains(BencodeInteger.of(2));
        plugin.modified(Map.of("enabled", false));
        await("the handshake is repeated", () -> extended(a, 0).size() == 2);
        assertThat(names(extended(a, 0).get(1)).get(PexPlugin.NAME)).contains(BencodeInteger.of(0));
        dial(ours, torrent.metainfo(), "10.1.0.3", 1_003);
        pass(Duration.ofMinutes(3));
        assertThat(told(a)).isEmpty();
        plugin.modified(Map.of("enabled", true));
        await(
                "the other one is told",
                () -> told(a).size() == 1 && extended(a, 0).size() == 3);
        assertThat(names(extended(a, 0).get(2)).get(PexPlugin.NAME)).contains(BencodeInteger.of(2));
    }

    @Test
    void peer_whenItTakesTheNameBack_shouldBeToldNothingUntilItOffersItAgain() {
        SimRuntime ours = runtime("10.1.0.1");
        add(ours, torrent.metainfo());
        ScriptedPeer a = dial(ours, torrent.metainfo(), "10.1.0.2", 1_002);
        a.send(new Message.Extended(0, handshake(0, 1_002)));
        dial(ours, torrent.metainfo(), "10.1.0.3", 1_003);
        pass(Duration.ofMinutes(3));
        assertThat(told(a)).isEmpty();
        a.send(new Message.Extended(0, handshake(THEIR_ID, 1_002)));
        await("it is told", () -> told(a).size() == 1);
    }

    @Test
    void flags_shouldBeWhatAPeerSaysOfItself() {
        SimRuntime ours = runtime("10.1.0.1");
        add(ours, torrent.metainfo());
        ScriptedPeer a = dial(ours, torrent.metainfo(), "10.1.0.2", 1_002);
        ScriptedPeer b = dial(ours, torrent.metainfo(), "10.1.0.3", 1_003);
        await("it is told", () -> told(a).size() == 1);
        assertThat(told(a).get(0).added()).containsExactly(new PexPeer(Endpoints.at("10.1.0.3", 1_003), 0));
        b.close("it comes again");
        await("it is said to have left", () -> told(a).size() == 2);
        ScriptedPeer again = dial(ours, torrent.metainfo(), "10.1.0.3", 1_003);
        again.send(new Message.Extended(
                0, handshake(THEIR_ID, 1_003, Map.of("e", BencodeInteger.of(1), "upload_only", BencodeInteger.of(1)))));
        await("it is told again", () -> told(a).size() == 3);
        assertThat(told(a).get(2).added())
                .containsExactly(new PexPeer(Endpoints.at("10.1.0.3", 1_003), PexPeer.ENCRYPTION | PexPeer.SEED));
    }

    @Test
    void flags_whenAPeerTakesThemBack_shouldNotBeToldAnyMore() {
        SimRuntime ours = runtime("10.1.0.1");
        add(ours, torrent.metainfo());
        ScriptedPeer b = dial(ours, torrent.metainfo(), "10.1.0.3", 1_003);
        b.send(new Message.Extended(
                0, handshake(THEIR_ID, 1_003, Map.of("e", BencodeInteger.of(1), "upload_only", BencodeInteger.of(1)))));
        pass(Duration.ofSeconds(2));
        ScriptedPeer c = dial(ours, torrent.metainfo(), "10.1.0.4", 1_004);
        await("it is told", () -> told(c).size() == 1);
        assertThat(told(c).get(0).added())
                .contains(new PexPeer(Endpoints.at("10.1.0.3", 1_003), PexPeer.ENCRYPTION | PexPeer.SEED));
        b.send(new Message.Extended(0, handshake(THEIR_ID, 1_003, Map.of("upload_only", BencodeInteger.of(0)))));
        pass(Duration.ofSeconds(2));
        ScriptedPeer d = dial(ours, torrent.metainfo(), "10.1.0.5", 1_005);
        await("another one is told", () -> told(d).size() == 1);
        assertThat(told(d).get(0).added()).contains(new PexPeer(Endpoints.at("10.1.0.3", 1_003), PexPeer.ENCRYPTION));
    }

    @Test
    void flags_whenWeDialledASeed_shouldSaySo() {
        SimRuntime seeder = new SimRuntime(simulation, network.host("10.1.0.9"), null)
                .put(torrent)
                .start();
        runtimes.add(seeder);
        add(seeder, torrent.metainfo());
        SimRuntime ours = runtime("10.1.0.1");
        ScriptedPeer[] a = new ScriptedPeer[1];
        network.host("10.1.0.1").bandwidth(20_000, 20_000); // or it is complete, and both seeds part
        add(ours, torrent.metainfo(), listening(seeder));
        a[0] = dial(ours, torrent.metainfo(), "10.1.0.2", 1_002);
        await("it is told", () -> told(a[0]).size() == 1);
        assertThat(told(a[0]).get(0).added())
                .containsExactly(new PexPeer(listening(seeder), PexPeer.SEED | PexPeer.REACHABLE));
    }

    /** A magnet link's metadata comes from elsewhere, and says that it is private. */
    @Test
    void magnet_whenItTurnsOutToBePrivate_shouldTakeTheNameBackAndBeSilent() throws Exception {
        Metainfo secret = privately(torrent);
        byte[] info = new byte[secret.rawInfo().remaining()];
        secret.rawInfo().get(info);
        boolean[] known = new boolean[1];
        SimRuntime ours = runtime("10.1.0.1");
        ours.session()
                .pluginRegistry()
                .addTorrentPluginFactory(
                        (context, userData) -> new org.torrent.ext.api.TorrentPlugin() {
                            @Override
                            public void tick() {
                                if (known[0] && context.metadata().isEmpty()) {
                                    context.supplyMetadata(info);
                                }
                            }
                        },
                        new PluginOrigin("test", "1", 2, 0, Map.of()));
        TorrentHandle handle = addMagnet(ours, secret);
        ScriptedPeer a = dial(ours, secret, "10.1.0.2", 1_002);
        ScriptedPeer b = dial(ours, secret, "10.1.0.3", 1_003);
        await("they are told", () -> told(a).size() == 1 && told(b).size() == 1);
        b.send(new Message.Extended(2, naming(Endpoints.at("10.9.9.9", 6881))));
        await("a peer that only a peer named", () -> handle.snapshot().knownPeers() == 3);
        int handshakes = extended(a, 0).size();
        known[0] = true;
        await("the handshake is repeated", () -> extended(a, 0).size() > handshakes);
        List<byte[]> all = extended(a, 0);
        assertThat(names(all.get(all.size() - 1)).get(PexPlugin.NAME)).contains(BencodeInteger.of(0));
        assertThat(handle.snapshot().knownPeers())
                .as("whom only peers named is forgotten")
                .isLessThan(3);
        int before = handle.snapshot().knownPeers();
        a.send(new Message.Extended(2, naming(Endpoints.at("10.9.9.8", 6881)))); // against the rules
        dial(ours, secret, "10.1.0.4", 1_004);
        pass(Duration.ofMinutes(3));
        assertThat(told(a)).as("nothing since").hasSize(1);
        assertThat(handle.snapshot().knownPeers()).isEqualTo(before + 1);
    }
}
