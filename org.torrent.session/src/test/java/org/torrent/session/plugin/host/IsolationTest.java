package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.session.plugin.ExtensionProtocolException;

/** PLUGINS section 1, isolation: slow, stuck, throwing and flooded plugins lose their own messages only. */
class IsolationTest {
    private final World world = new World();

    /** Throws whatever it is told to, while it is told to. */
    private static final class Thrower extends Recorder {
        Throwable error = new NoClassDefFoundError("com/example/Gone");

        Thrower() {
            super("throws");
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            if (error != null) {
                sneak(error);
            }
            return super.onMessage(infoHash, peer, payload);
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void sneak(Throwable error) throws E {
            throw (E) error;
        }
    }

    /** A call that takes as long as it is told to. */
    private final class Sleeper extends Recorder {
        double seconds;

        Sleeper() {
            super("sleeps");
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            calls.add("message");
            world.advanceSeconds(seconds);
            return Optional.of(payload);
        }
    }

    private void messages(FakePeer peer, int id, int count) {
        for (int i = 0; i < count; i++) {
            peer.receive(id, new byte[] {'x'});
        }
    }

    @Test
    void lane_whenAPluginThrows_shouldServeTheNextCallAndOtherPlugins() {
        Thrower plugin = new Thrower();
        Recorder other = new Recorder("other");
        world.registry.addExtension(plugin, world.origin());
        world.registry.addExtension(other, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        messages(peer, 10, 1);
        plugin.error = null;
        messages(peer, 10, 1);
        messages(peer, 11, 1);
        assertThat(plugin.calls).containsExactly("connected", "message x");
        assertThat(other.calls).containsExactly("connected", "message x");
        assertThat(world.plugin("throws").errors()).isEqualTo(1);
        assertThat(world.plugin("throws").calls()).isEqualTo(3);
        assertThat(peer.disconnects).isEmpty();
    }

    @Test
    void lane_whenOverTheErrorBudget_shouldQuarantineWithTheReason() {
        world.registry.addExtension(new Thrower(), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        messages(peer, 10, 10);
        assertThat(world.plugin("throws").state()).isEqualTo(State.ACTIVE);
        messages(peer, 10, 1);
        assertThat(world.plugin("throws").state()).isEqualTo(State.QUARANTINED);
        assertThat(world.plugin("throws").reason()).contains("Gone");
        assertThat(world.alertNames()).contains("plugin_error", "plugin_quarantined");
        messages(peer, 10, 5);
        assertThat(world.plugin("throws").calls()).isEqualTo(12);
        assertThat(peer.disconnects).isEmpty();
    }

    @Test
    void lane_whenErrorsAreRare_shouldForgiveThem() {
        world.registry.addExtension(new Thrower(), world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        for (int i = 0; i < 50; i++) {
            messages(peer, 10, 1);
            world.advanceSeconds(10);
        }
        assertThat(world.plugin("throws").state()).isEqualTo(State.ACTIVE);
        assertThat(world.plugin("throws").errors()).isEqualTo(50);
    }

    @Test
    void lane_whenTheErrorsOwnMethodsThrow_shouldSurvive() {
        Thrower plugin = new Thrower();
        plugin.error = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new StackOverflowError();
            }
        };
        world.registry.addExtension(plugin, world.origin());
        messages(new FakeTorrent(world).connect(), 10, 1);
        assertThat(world.plugin("throws").errors()).isEqualTo(1);
    }

    @Test
    void reset_whenQuarantined_shouldBringItBackWithItsStateReplayed() {
        Thrower plugin = new Thrower();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("throws", 3);
        messages(peer, 10, 11);
        plugin.error = null;
        plugin.calls.clear();
        assertThat(world.registry.reset("throws")).isTrue();
        assertThat(world.registry.reset("throws")).isFalse();
        assertThat(world.registry.reset("unheard of")).isFalse();
        world.run();
        messages(peer, 10, 1);
        assertThat(plugin.calls).containsExactly("connected", "handshake", "message x");
        assertThat(world.plugin("throws").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void quarantine_whenItLasts_shouldEndByItselfWithBackOff() {
        Thrower plugin = new Thrower();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        messages(peer, 10, 11);
        world.advanceSeconds(28);
        assertThat(world.plugin("throws").state()).isEqualTo(State.QUARANTINED);
        world.advanceSeconds(4);
        assertThat(world.plugin("throws").state()).isEqualTo(State.ACTIVE);
        messages(peer, 10, 11);
        world.advanceSeconds(57);
        assertThat(world.plugin("throws").state()).isEqualTo(State.QUARANTINED);
        world.advanceSeconds(5);
        assertThat(world.plugin("throws").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void quarantine_whenItLasts_shouldTellPeersThatTheNameIsOff() {
        world.registry.addExtension(new Thrower(), world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        messages(peer, 10, 11);
        for (int i = 0; i < 7; i++) {
            torrent.tick(peer);
        }
        assertThat(peer.offered("throws")).isZero();
        world.registry.reset("throws");
        torrent.tick(peer);
        torrent.tick(peer);
        assertThat(peer.offered("throws")).isEqualTo(10);
    }

    @Test
    void watch_whenACallDoesNotReturn_shouldAbandonTheLaneByName() {
        Sleeper plugin = new Sleeper();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("sleeps", 3);
        plugin.seconds = 5;
        messages(peer, 10, 1);
        assertThat(world.plugin("sleeps").state()).isEqualTo(State.QUARANTINED);
        assertThat(world.plugin("sleeps").reason()).contains("onMessage did not return");
        assertThat(world.alertNames()).contains("plugin_abandoned");
        assertThat(peer.messages()).isEmpty(); // its answer came too late
        messages(peer, 10, 5);
        assertThat(plugin.calls).containsExactly("connected", "handshake", "message");
    }

    @Test
    void watch_whenTheAbandonedCallGoesOn_shouldNotTryAgainByItself() {
        Sleeper plugin = new Sleeper();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        plugin.seconds = 200;
        messages(peer, 10, 1);
        assertThat(world.lanes()).hasSize(1);
        world.advanceSeconds(2);
        assertThat(world.plugin("sleeps").state()).isEqualTo(State.ACTIVE); // now that the call came back
    }

    @Test
    void lane_whenACallIsLateButReturns_shouldCountAnError() {
        Sleeper plugin = new Sleeper();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        world.advanceSeconds(0.9);
        plugin.seconds = 2.05; // the watch looks at 1.0, 2.0: not yet over the deadline, then at 3.0
        messages(peer, 10, 1);
        assertThat(world.plugin("sleeps").errors()).isEqualTo(1);
        assertThat(world.plugin("sleeps").state()).isEqualTo(State.ACTIVE);
        assertThat(world.plugin("sleeps").timeNanos()).isGreaterThan(2_000_000_000L);
    }

    @Test
    void lane_whenFlooded_shouldDropMessagesBeyondThePeersQuotaButNoEvents() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        FakePeer peer = torrent.connect();
        FakePeer quiet = torrent.connect();
        plugin.calls.clear();
        world.torrentLoop.enter(() -> {
            for (int i = 0; i < 1_000; i++) {
                uncheckedMessage(peer);
            }
            uncheckedMessage(quiet);
            peer.extensions.onDisconnect("bye");
        });
        world.run();
        assertThat(plugin.calls).filteredOn("message x"::equals).hasSize(33); // 32 of one, 1 of the other
        assertThat(plugin.calls).contains("disconnected");
        assertThat(world.plugin("a").dropped()).isEqualTo(968);
    }

    private static void uncheckedMessage(FakePeer peer) {
        try {
            peer.extensions.onExtended(10, new byte[] {'x'});
        } catch (ExtensionProtocolException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void lane_whenNothingIsOverridden_shouldNotEvenExist() {
        ExtensionPlugin mute = () -> "mute";
        world.registry.addExtension(mute, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.handshake("mute", 1);
        messages(peer, 10, 3);
        peer.close();
        assertThat(world.plugin("mute").calls()).isZero();
        assertThat(world.lanes()).isEmpty();
    }

    @Test
    void removeExtension_whenCalledByItsOwnCallback_shouldNotWaitForItself() {
        Recorder plugin = new Recorder("a") {
            @Override
            public void onPeerConnected(InfoHash infoHash, InetSocketAddress peer) {
                world.registry.removeExtension(this);
                calls.add("removed");
            }
        };
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        peer.close();
        assertThat(plugin.calls).containsExactly("removed");
        assertThat(world.plugin("a").state()).isEqualTo(State.DEPARTED);
    }

    @Test
    void close_whenTheSessionEnds_shouldStillSayDisconnectedAndEndTheLanes() {
        Recorder plugin = new Recorder("a");
        world.registry.addExtension(plugin, world.origin());
        FakeTorrent torrent = new FakeTorrent(world);
        torrent.connect();
        world.torrentLoop.enter(torrent.extensions::close);
        world.registry.close();
        assertThat(plugin.calls).containsExactly("connected", "disconnected");
        assertThat(world.loops.get(2).ended).isTrue();
    }
}
