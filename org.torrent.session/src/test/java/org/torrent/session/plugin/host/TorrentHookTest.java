package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginsOfTorrent;

/** PLUGINS section 2: the hooks of a torrent's life, its pieces and its peer list. */
class TorrentHookTest {
    private static final InetSocketAddress ENDPOINT = new InetSocketAddress("192.0.2.7", 7);

    private final World world = new World();
    private final List<String> calls = new ArrayList<>();

    /** Writes down the hooks of a torrent, and answers. */
    private class Watcher implements TorrentPlugin {
        final String name;
        final TorrentContext torrent;
        Verdict verdict = Verdict.PASS;
        Consumer<TorrentContext> onPause = context -> {};

        Watcher(String name, TorrentContext torrent) {
            this.name = name;
            this.torrent = torrent;
        }

        private void call(String hook) {
            calls.add(name + hook);
        }

        @Override
        public PeerPlugin newConnection(PeerContext peer) {
            return new PeerPlugin() {
                @Override
                public void onPiecePass(int piece) {
                    call("peer pass " + piece);
                }

                @Override
                public void onPieceFailed(int piece) {
                    call("peer failed " + piece);
                }
            };
        }

        @Override
        public void onPiecePass(int piece) {
            call("pass " + piece);
        }

        @Override
        public void onPieceFailed(int piece) {
            call("failed " + piece);
        }

        @Override
        public Verdict onPause() {
            call("onPause");
            onPause.accept(torrent);
            return verdict;
        }

        @Override
        public Verdict onResume() {
            call("onResume");
            return verdict;
        }

        @Override
        public void onFilesChecked() {
            call("onFilesChecked");
        }

        @Override
        public void onState(TorrentState state) {
            call("onState " + state);
        }

        @Override
        public void onAddPeer(InetSocketAddress endpoint, int source, int flags) {
            call("onAddPeer " + endpoint.getPort() + " " + source + " " + flags);
        }

        @Override
        public void onPeerErased(InetSocketAddress endpoint) {
            call("onPeerErased " + endpoint.getPort());
        }
    }

    private Watcher[] register(String name, int ranking) {
        Watcher[] made = new Watcher[1];
        world.registry.addTorrentPluginFactory(
                (torrent, data) -> made[0] = new Watcher(name, torrent),
                world.origin("bundle." + name, ranking, Map.of("torrent.adoption", "live")));
        return made;
    }

    private void enter(FakeTorrent torrent, Consumer<PluginsOfTorrent> step) {
        world.torrentLoop.enter(() -> step.accept(torrent.extensions));
        world.run();
    }

    @Test
    void hooks_whenSomethingHappens_shouldTellAllInOrder() {
        register("low ", 1);
        register("high ", 2);
        FakeTorrent torrent = new FakeTorrent(world);
        enter(torrent, door -> {
            door.onState(TorrentState.CHECKING);
            door.onFilesChecked();
            door.onHashed(3, true);
            door.onHashed(4, false);
            door.onAddPeer(ENDPOINT, 4, TorrentPlugin.FIRST_TIME);
            door.onPeerErased(ENDPOINT);
        });
        assertThat(calls)
                .containsExactly(
                        "high onState CHECKING",
                        "low onState CHECKING",
                        "high onFilesChecked",
                        "low onFilesChecked",
                        "high pass 3",
                        "low pass 3",
                        "high failed 4",
                        "low failed 4",
                        "high onAddPeer 7 4 1",
                        "low onAddPeer 7 4 1",
                        "high onPeerErased 7",
                        "low onPeerErased 7");
    }

    @Test
    void onHashed_whenAPeerSentBlocks_shouldTellItsPlugin() {
        register("", 0);
        FakePeer peer = new FakeTorrent(world).connect();
        world.torrentLoop.enter(() -> {
            peer.extensions.onHashed(3, true);
            peer.extensions.onHashed(4, false);
        });
        peer.close();
        world.torrentLoop.enter(() -> peer.extensions.onHashed(5, true));
        assertThat(calls).containsExactly("peer pass 3", "peer failed 4");
    }

    @Test
    void onFilesChecked_whenAPluginComesLater_shouldTellItAtOnce() {
        FakeTorrent torrent = new FakeTorrent(world);
        register("early ", 0);
        world.run();
        assertThat(calls).isEmpty();
        torrent.checked = true;
        register("late ", 0);
        world.run();
        assertThat(calls).containsExactly("late onFilesChecked");
    }

    @Test
    void onPause_whenOneHandlesIt_shouldAskNoneBehindIt() {
        register("low ", 1);
        Watcher[] high = register("high ", 2);
        FakeTorrent torrent = new FakeTorrent(world);
        enter(torrent, door -> assertThat(door.onPause()).isEmpty());
        assertThat(calls).containsExactly("high onPause", "low onPause");
        calls.clear();
        high[0].verdict = Verdict.HANDLED;
        enter(torrent, door -> {
            assertThat(door.onPause()).contains("bundle.high ");
            assertThat(door.onResume()).contains("bundle.high ");
        });
        assertThat(calls).containsExactly("high onPause", "high onResume");
    }

    @Test
    void pause_whenCalledOutsideOfItsHook_shouldRunSoon() {
        Watcher[] plugin = register("", 0);
        FakeTorrent torrent = new FakeTorrent(world);
        enter(torrent, door -> {
            plugin[0].torrent.resume();
            plugin[0].torrent.pause();
            assertThat(torrent.commands).isEmpty();
        });
        assertThat(torrent.commands).as("the last word").containsExactly("pause");
        enter(torrent, door -> plugin[0].torrent.resume());
        assertThat(torrent.commands).containsExactly("pause", "resume");
    }

    @Test
    void pause_whenCalledWithinItsHook_shouldRunAtOnceAndAskAgain() {
        Watcher[] plugin = register("", 0);
        FakeTorrent torrent = new FakeTorrent(world);
        List<String> nested = new ArrayList<>();
        torrent.onCommand = command -> nested.add(torrent.extensions.onPause());
        plugin[0].onPause = context -> {
            if (nested.isEmpty() && torrent.commands.isEmpty()) {
                context.pause();
                assertThat(nested).as("its call came back").containsExactly("");
            }
        };
        enter(torrent, door -> assertThat(door.onPause()).isEmpty());
        assertThat(calls).containsExactly("onPause", "onPause");
        assertThat(world.alertNames()).doesNotContain("plugin_error");
    }

    @Test
    void pause_whenItsHookCallsItForEver_shouldStopAskingAndChargeThePlugin() {
        register("innocent", 1);
        Watcher[] plugin = register("", 0);
        FakeTorrent torrent = new FakeTorrent(world);
        List<String> verdicts = new ArrayList<>();
        torrent.onCommand = command -> verdicts.add(torrent.extensions.onPause());
        plugin[0].onPause = TorrentContext::pause;
        enter(torrent, door -> assertThat(door.onPause()).isEmpty());
        assertThat(calls).filteredOn("onPause"::equals).hasSize(PluginLimits.LIFE_QUESTIONS);
        assertThat(verdicts).hasSize(PluginLimits.LIFE_QUESTIONS).containsOnly("");
        assertThat(world.registry.snapshot())
                .filteredOn(each -> each.errors() > 0)
                .singleElement()
                .satisfies(each -> assertThat(each.bundle()).isEqualTo("bundle."));
        calls.clear();
        plugin[0].onPause = context -> {};
        enter(torrent, PluginsOfTorrent::onPause);
        assertThat(calls).as("it is asked again").contains("onPause");
    }

    @Test
    void start_whenTheTorrentRunsAgain_shouldAskOnlyThoseThatCameMeanwhile() {
        Watcher[] first = register("first ", 0);
        FakeTorrent torrent = new FakeTorrent(world);
        Watcher known = first[0];
        Watcher[] other = new Watcher[1];
        world.registry.addTorrentPluginFactory(
                (context, data) -> other[0] = new Watcher("other ", context), world.origin("other", 0, Map.of()));
        world.run();
        assertThat(other[0]).as("adopted at a start only").isNull();
        enter(torrent, PluginsOfTorrent::start);
        assertThat(other[0]).isNotNull();
        assertThat(first[0]).isSameAs(known);
    }
}
