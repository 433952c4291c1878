package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.session.plugin.PluginLimits;

/** PLUGINS section 1: ids, adoption, updates, grace, and how the handshake is repeated. */
class SlotTest {
    private final World world = new World();

    @Test
    void addExtension_whenATorrentRuns_shouldBeAdoptedAtItsNextStartOnly() {
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer before = torrent.connect();
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakePeer after = torrent.connect();
        torrent.tick(before, after);
        assertThat(plugin.calls).isEmpty();
        assertThat(after.offered("a")).isNull();
        assertThat(new FakeTorrent(world).connect().offered("a")).isEqualTo(10);
    }

    @Test
    void addExtension_whenLive_shouldReplayStateAndRepeatTheHandshake() {
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        peer.handshake("a", 4);
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.live());
        torrent.tick(peer);
        assertThat(plugin.calls).containsExactly("connected", "handshake");
        assertThat(peer.handshakes()).hasSize(2);
        assertThat(peer.offered("a")).isEqualTo(10);
        assertThat(peer.lastHandshake().integer("reqq")).hasValue(500);
    }

    @Test
    void addExtension_whenLiveIsTheSessionsDefault_shouldBeAdoptedAtOnce() {
        World live = new World(PluginLimits.defaults().withAdoptLive(true), null);
        FakeTorrent torrent = new FakeTorrent(live);
        FakePeer peer = torrent.connect();
        live.registry.addExtension(new Recorder("a"), live.origin());
        torrent.tick(peer);
        assertThat(peer.offered("a")).isEqualTo(10);
    }

    @Test
    void addExtension_whenItsBundleWasUpdated_shouldGoOnWithTheNewVersionAndTellNobody() {
        Recorder old = new Recorder("a");
        world.registry.addExtension(old, world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        peer.handshake("a", 4);
        world.registry.removeExtension(old);
        torrent.tick(peer);
        Recorder updated = new Recorder("a");
        world.registry.addExtension(updated, world.origin());
        for (int i = 0; i < 10; i++) {
            torrent.tick(peer);
        }
        peer.receive(10, new byte[] {'x'});
        assertThat(updated.calls).containsExactly("connected", "handshake", "message x");
        assertThat(peer.handshakes()).hasSize(1);
        assertThat(world.plugin("a").ids()).containsExactly(10);
    }

    @Test
    void removeExtension_whenTheSlotStaysEmpty_shouldTellPeersZeroAfterFiveSeconds() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        world.registry.addExtension(new Recorder("b"), world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        world.registry.removeExtension(plugin);
        for (int i = 0; i < 4; i++) {
            torrent.tick(peer);
        }
        assertThat(peer.handshakes()).hasSize(1);
        torrent.tick(peer);
        torrent.tick(peer);
        assertThat(peer.handshakes()).hasSize(2);
        assertThat(peer.offered("a")).isZero();
        assertThat(peer.offered("b")).isEqualTo(11);
        assertThat(peer.lastHandshake().integer("reqq")).hasValue(500);
    }

    @Test
    void addExtension_whenItReturnsLate_shouldGetItsOldIdAndBeOfferedAgain() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        world.registry.removeExtension(plugin);
        for (int i = 0; i < 7; i++) {
            torrent.tick(peer);
        }
        world.registry.addExtension(new Recorder("other"), world.origin());
        world.registry.addExtension(plugin, world.origin());
        torrent.tick(peer);
        torrent.tick(peer);
        assertThat(peer.offered("a")).isEqualTo(10);
        assertThat(peer.offered("other")).isNull();
    }

    @Test
    void onExtended_whenThePluginIsGone_shouldCountAndDropTheMessage() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        world.registry.removeExtension(plugin);
        world.run();
        peer.receive(10, new byte[1]);
        peer.receive(10, new byte[1]);
        assertThat(world.plugin("a").state()).isEqualTo(State.DEPARTED);
        assertThat(world.plugin("a").dropped()).isEqualTo(2);
        assertThat(peer.disconnects).isEmpty();
        assertThat(plugin.calls).containsExactly("connected");
    }

    @Test
    void connect_whenTheSlotIsEmpty_shouldNotOfferIt() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        world.registry.removeExtension(plugin);
        world.run();
        assertThat(torrent.connect().offered("a")).isNull();
    }

    @Test
    void ids_whenMorePluginsThanIds_shouldSayNoIdAndServeItWhenOneIsFree() {
        List<Recorder> plugins = new ArrayList<>();
        for (int i = 10; i <= 256; i++) {
            Recorder plugin = new Recorder("n" + i);
            plugins.add(plugin);
            world.registry.addExtension(plugin, world.origin());
        }
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        assertThat(peer.offered("n255")).isEqualTo(255);
        assertThat(peer.offered("n256")).isNull();
        assertThat(world.plugin("n256").state()).isEqualTo(State.NO_ID);
        world.registry.removeExtension(plugins.get(5));
        torrent.tick(peer);
        assertThat(world.plugin("n256").state()).isEqualTo(State.NO_ID); // a live connection has seen id 15
        peer.close();
        world.advanceSeconds(2);
        assertThat(world.plugin("n256").ids()).containsExactly(15);
        assertThat(new FakeTorrent(world).connect().offered("n256")).isEqualTo(15);
    }

    @Test
    void repeat_whenNothingChanged_shouldNotBeSent() {
        world.registry.addExtension(new Recorder("a"), world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        peer.handshake("a", 3);
        peer.handshake("a", 3);
        peer.engineKeys(FakePeer.ENGINE_KEYS);
        torrent.tick(peer);
        assertThat(peer.handshakes()).hasSize(1);
    }

    @Test
    void repeat_whenTheEnginesKeysChange_shouldBeCoalescedAndWhole() {
        world.registry.addExtension(new Recorder("a"), world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        for (int i = 1; i <= 20; i++) {
            peer.engineKeys(BencodeDictionary.of(
                    Map.of("v", BencodeString.of("engine"), "upload_only", BencodeInteger.of(i % 3))));
        }
        assertThat(peer.handshakes()).hasSize(1);
        torrent.tick(peer);
        assertThat(peer.handshakes()).hasSize(2);
        assertThat(peer.lastHandshake().integer("upload_only")).hasValue(2);
        assertThat(peer.offered("a")).isEqualTo(10);
    }

    @Test
    void repeat_whenKeysChangeAllTheTime_shouldBeLimited() {
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        for (int i = 0; i < 60; i++) {
            peer.engineKeys(BencodeDictionary.of(Map.of("x", BencodeInteger.of(i))));
            torrent.tick(peer);
        }
        assertThat(peer.handshakes().size()).isBetween(8, 12);
        assertThat(peer.disconnects).isEmpty();
    }
}
