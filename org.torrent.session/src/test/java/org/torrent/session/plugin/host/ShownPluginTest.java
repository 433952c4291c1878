package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.Verdict;
import org.torrent.model.InfoHash;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;

/** What is shown of a plugin: the same name in every state, what it overrides, what its calls took, its last error. */
class ShownPluginTest extends Announcing {
    /** Takes as long, or throws what, it is told to. */
    private final class Slow extends Recorder {
        double seconds;
        RuntimeException error;

        Slow() {
            super("slow");
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            world.advanceSeconds(seconds);
            if (error != null) {
                throw error;
            }
            return Optional.empty();
        }
    }

    @Test
    void name_whenItRanBefore_shouldBeTheSameInEveryState() {
        List<PluginSnapshot> seen = new ArrayList<>();
        PluginPresence first = expect("org.example.Greeter", new Lent(() -> new Recorder("greet")));
        seen.add(only());
        first.leave();
        seen.add(only());
        Runnable meanwhile = () -> seen.add(world.registry.snapshot().get(1)); // behind the name that is kept
        PluginPresence second = expect("org.example.Greeter", hangs(2.5, meanwhile, () -> new Recorder("greet")));
        second.leave();
        PluginPresence third = expect("org.example.Greeter", new Lent(() -> {
            throw new IllegalStateException("on purpose");
        }));
        seen.add(world.registry.snapshot().get(0));
        third.leave();
        expect("org.example.Greeter", new Lent(() -> (ExtensionPlugin) () -> {
            throw new IllegalStateException("on purpose");
        }));
        seen.add(world.registry.snapshot().get(0));
        assertThat(seen)
                .extracting(PluginSnapshot::state)
                .containsExactly(State.ACTIVE, State.DEPARTED, State.STUCK, State.REFUSED, State.REFUSED);
        assertThat(seen).extracting(PluginSnapshot::name).containsOnly("greet");
        assertThat(seen).extracting(PluginSnapshot::bundle).containsOnly("org.example.org.example.Greeter");
        assertThat(world.registry.reset("greet")).as("it can be named so").isTrue();
    }

    private PluginSnapshot only() {
        assertThat(world.registry.snapshot()).hasSize(1);
        return world.registry.snapshot().get(0);
    }

    @Test
    void name_whenAFullPluginLeft_shouldStayItsOwnAndHaveAllItsExtensions() {
        TorrentPluginFactory factory = (torrent, userData) -> null;
        world.registry.addTorrentPluginFactory(factory, world.speaking("x_a", "x_b"));
        PluginSnapshot here = only();
        world.registry.removeTorrentPluginFactory(factory);
        world.run();
        PluginSnapshot left = only();
        assertThat(left.state()).isEqualTo(State.DEPARTED);
        assertThat(left.name()).isEqualTo(here.name());
        assertThat(left.extensions()).isEqualTo(here.extensions()).containsExactly("x_a", "x_b");
        assertThat(left.ids()).isEqualTo(here.ids()).hasSize(2);
    }

    @Test
    void times_whenCallsOnItsLaneDiffer_shouldTellWhatMostAndTheLongestTook() {
        Slow plugin = new Slow();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        plugin.seconds = 0.001;
        for (int i = 0; i < 200; i++) {
            peer.receive(10, new byte[1]);
        }
        plugin.seconds = 1.5;
        peer.receive(10, new byte[1]);
        PluginSnapshot shown = world.plugin("slow");
        assertThat(shown.p50Nanos()).isBetween(800_000L, 1_200_000L);
        assertThat(shown.p99Nanos()).isBetween(800_000L, 1_200_000L);
        assertThat(shown.maxNanos()).isEqualTo(1_500_000_000L);
    }

    @Test
    void hooks_shouldBeThoseItsClassesOverride() {
        world.registry.addExtension(new Slow(), world.origin());
        world.registry.addTorrentPluginFactory(
                (torrent, userData) -> new TorrentPlugin() {
                    @Override
                    public PeerPlugin newConnection(PeerContext context) {
                        return new PeerPlugin() {
                            @Override
                            public Verdict onHave(int piece) {
                                return Verdict.PASS;
                            }

                            @Override
                            public void sentHave(int piece) {}

                            @Override
                            public void tick() {}
                        };
                    }
                },
                world.origin());
        assertThat(world.plugin("slow").hooks()).contains("ExtensionPlugin.onMessage");
        assertThat(world.registry.snapshot().get(1).hooks()).isEmpty();
        new FakeTorrent(world).connect();
        assertThat(world.registry.snapshot().get(1).hooks())
                .containsExactly(
                        "TorrentPlugin.newConnection", "PeerPlugin.tick", "PeerPlugin.onHave", "PeerPlugin.sentHave");
    }

    @Test
    void lastError_shouldHaveTheStackAndWhen() {
        Slow plugin = new Slow();
        world.registry.addExtension(plugin, world.origin());
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(world.plugin("slow").lastError()).isEmpty();
        plugin.error = new IllegalStateException("on purpose");
        peer.receive(10, new byte[1]);
        PluginSnapshot shown = world.plugin("slow");
        assertThat(shown.lastError()).isEqualTo("onMessage threw java.lang.IllegalStateException: on purpose");
        assertThat(shown.lastErrorMillis()).isEqualTo(world.wallMillis());
        assertThat(shown.lastStack().lines()).first().isEqualTo("java.lang.IllegalStateException: on purpose");
        assertThat(shown.lastStack()).contains("\tat org.torrent.session.plugin.host.ShownPluginTest");
    }

    @Test
    void lastStack_whenItWouldBeEndless_shouldBeCut() {
        Slow plugin = new Slow();
        plugin.error = new IllegalStateException("x".repeat(PluginLimits.STACK_CHARS));
        world.registry.addExtension(plugin, world.origin());
        new FakeTorrent(world).connect().receive(10, new byte[1]);
        assertThat(world.plugin("slow").lastStack()).hasSize(PluginLimits.STACK_CHARS);
    }

    @Test
    void lastError_whenTheConstructorThrew_shouldHaveTheStackToo() {
        expect("broken", new Lent(() -> {
            throw new IllegalStateException("on purpose");
        }));
        assertThat(world.plugin("broken").lastError()).contains("threw", "on purpose");
        assertThat(world.plugin("broken").lastStack()).contains("\tat org.torrent.session");
    }

    @Test
    void service_shouldBeShownWithItsNumber() {
        world.registry.expect(
                PluginKind.EXTENSION,
                new PluginOrigin(
                        "b",
                        "1",
                        5,
                        0,
                        Map.of("objectClass", new String[] {ExtensionPlugin.class.getName()}, "service.id", 5L)),
                PluginService.of(new Recorder("served")));
        world.run();
        assertThat(world.plugin("served").services()).containsExactly(ExtensionPlugin.class.getName());
        assertThat(world.plugin("served").serviceId()).isEqualTo(5);
    }
}
