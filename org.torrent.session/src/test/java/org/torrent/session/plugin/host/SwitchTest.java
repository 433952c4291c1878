package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginSwitches.Off;

/** Plugins that the user switches off and on, everywhere and for one torrent. */
class SwitchTest {
    private final World world = new World();
    private final FullRecorder full = new FullRecorder();
    private final String name = FullRecorder.class.getName();

    private void switchTo(String plugin, TorrentId torrent, boolean isOff) {
        world.registry.switches(world.registry.switches().with(new Off(plugin, torrent), isOff));
        world.run();
    }

    @Test
    void disable_whenATorrentRunsIt_shouldCallItNoMoreUntilItIsEnabled() {
        world.registry.addSessionPlugin(full, world.origin());
        world.run();
        FakeTorrent torrent = new FakeTorrent(world);
        torrent.tick();
        switchTo(name, null, true);
        assertThat(world.plugin(name).state()).isEqualTo(State.DISABLED);
        assertThat(world.plugin(name).reason()).contains("switched off by the user");
        assertThat(world.alertNames()).contains("plugin_disabled");
        full.calls.clear();
        torrent.tick();
        new FakeTorrent(world);
        assertThat(full.calls).isEmpty();
        switchTo(name, null, false);
        torrent.tick();
        assertThat(world.plugin(name).state()).isEqualTo(State.ACTIVE);
        assertThat(full.calls).contains("newTorrent", "tick", "onTick").doesNotContain("added");
    }

    @Test
    void disable_whenItIsAnExtension_shouldTellPeersAfterTheGraceAndOfferItAgain() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        switchTo("a", null, true);
        for (int i = 0; i < 7; i++) {
            torrent.tick(peer);
        }
        assertThat(peer.offered("a")).isZero();
        peer.receive(10, new byte[1]);
        assertThat(plugin.calls).containsExactly("connected");
        switchTo("a", null, false);
        torrent.tick(peer);
        torrent.tick(peer);
        assertThat(peer.offered("a")).isEqualTo(10);
    }

    @Test
    void disable_whenItIsStillToCome_shouldNotEvenIntroduceIt() {
        switchTo(name, null, true);
        world.registry.addSessionPlugin(full, world.origin());
        world.advanceSeconds(2);
        new FakeTorrent(world);
        assertThat(full.calls).isEmpty();
        assertThat(world.plugin(name).state()).isEqualTo(State.DISABLED);
        switchTo(name, null, false);
        new FakeTorrent(world);
        assertThat(full.calls).startsWith("added").contains("newTorrent");
    }

    @Test
    void disable_whenAddedWaitsInItsLane_shouldCallItOnceWhenEnabled() {
        world.held = loop -> loop.equals("plugin-" + name);
        world.registry.addSessionPlugin(full, world.origin());
        switchTo(name, null, true);
        world.held = loop -> false;
        world.run();
        assertThat(full.calls).isEmpty();
        switchTo(name, null, false);
        switchTo(name, null, true);
        switchTo(name, null, false);
        assertThat(full.calls.stream().filter("added"::equals)).hasSize(1);
    }

    @Test
    void disable_whenItIsInQuarantine_shouldOutlastThat() {
        world.registry.addSessionPlugin(full, world.origin());
        world.run();
        full.throwsIn = "onTick";
        world.advanceSeconds(15);
        assertThat(world.plugin(name).state()).isEqualTo(State.QUARANTINED);
        switchTo(name, null, true);
        full.throwsIn = "";
        full.calls.clear();
        world.advanceSeconds(60);
        assertThat(full.calls).isEmpty();
        assertThat(world.plugin(name).state()).isEqualTo(State.DISABLED);
        switchTo(name, null, false);
        world.advanceSeconds(2);
        assertThat(full.calls).contains("onTick");
    }

    @Test
    void disable_whenForOneTorrent_shouldKeepItFromThatOnly() {
        world.registry.addSessionPlugin(full, world.origin());
        world.registry.addExtension(new Recorder("a"), world.origin());
        world.run();
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        switchTo(name, torrent.id(), true);
        switchTo("a", torrent.id(), true);
        full.calls.clear();
        torrent.tick(peer);
        torrent.tick(peer);
        assertThat(full.calls).contains("onTick").doesNotContain("tick");
        assertThat(peer.offered("a")).isZero();
        assertThat(world.plugin(name).state()).isEqualTo(State.ACTIVE);
        assertThat(world.plugin(name).disabledFor()).containsExactly(torrent.id());
        world.registry.switches(world.registry.switches().without(torrent.id()));
        torrent.tick(peer);
        torrent.tick(peer);
        assertThat(full.calls).contains("newTorrent", "tick");
        assertThat(peer.offered("a")).isEqualTo(10);
        assertThat(world.plugin(name).disabledFor()).isEmpty();
    }

    @Test
    void reset_whenForOneTorrent_shouldBeginAnewThere() {
        world.registry.addSessionPlugin(full, world.origin());
        Recorder extension = new Recorder("a");
        world.registry.addExtension(extension, world.origin());
        world.run();
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        full.calls.clear();
        extension.calls.clear();
        world.registry.reset(name, torrent.id());
        world.registry.reset("a", torrent.id());
        world.run();
        torrent.tick(peer);
        assertThat(full.calls).contains("newTorrent", "newConnection", "tick").doesNotContain("added");
        assertThat(extension.calls).containsExactly("connected");
        assertThat(peer.handshakes()).as("nobody noticed").hasSize(1);
    }

    @Test
    void switches_shouldKnowWhatIsOffWhere() {
        PluginSwitches some = PluginSwitches.NONE
                .with(new Off("a", null), true)
                .with(new Off("b", LoopTorrent.ID), true)
                .with(new Off("b", LoopTorrent.ID), true);
        assertThat(some.all()).hasSize(2);
        assertThat(some.isOff("a")).isTrue();
        assertThat(some.isOff("b")).isFalse();
        assertThat(some.offFor(LoopTorrent.ID)).containsExactly("b");
        assertThat(some.torrentsWithout("b")).containsExactly(LoopTorrent.ID);
        assertThat(some.knows("c")).isFalse();
        assertThat(some.with(new Off("a", null), false).without(LoopTorrent.ID).all())
                .isEmpty();
    }
}
