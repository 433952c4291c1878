package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.api.Alert;
import org.torrent.api.AlertType;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;

/** PLUGINS section 2: a session plugin's own hooks run on its lane, in order, and cost nobody else anything. */
class SessionHookTest {
    private final World world = new World();
    private final List<String> calls = new ArrayList<>();

    /** Takes as long as it is told to in each hook. */
    private class Sleeper extends FullRecorder {
        String in;
        double seconds;

        Sleeper(String in, double seconds) {
            super("", SessionHookTest.this.calls);
            this.in = in;
            this.seconds = seconds;
        }

        private void sleep(String hook) {
            if (hook.equals(in)) {
                world.advanceSeconds(seconds);
            }
        }

        @Override
        public void added(SessionContext context) {
            super.added(context);
            sleep("added");
            calls.add("added returned");
        }

        @Override
        public void onTick() {
            super.onTick();
            sleep("onTick");
        }
    }

    private void add(SessionPlugin plugin, Map<String, Object> properties) {
        world.registry.addSessionPlugin(plugin, world.origin("org.example", 0, properties));
        world.run();
    }

    private String name(Object plugin) {
        return plugin.getClass().getName();
    }

    @Test
    void hooks_whenTheyRun_shouldBeOnTheLaneAndNotOnTheSessionsLoop() {
        List<Boolean> onSession = new ArrayList<>();
        SessionPlugin plugin = new SessionPlugin() {
            private void note() {
                onSession.add(world.sessionLoop.inLoop() || world.torrentLoop.inLoop());
            }

            @Override
            public void added(SessionContext session) {
                note();
            }

            @Override
            public void onTick() {
                note();
            }

            @Override
            public void onAlert(Alert alert) {
                note();
            }

            @Override
            public void abort() {
                note();
            }
        };
        add(plugin, Map.of());
        world.advanceSeconds(1);
        World.offer(world.registry, Alert.of(AlertType.ADD_TORRENT, "x").build());
        world.run();
        world.registry.removeSessionPlugin(plugin);
        world.run();
        assertThat(onSession).containsExactly(false, false, false, false);
        assertThat(world.loops.get(2).ended).as("its thread").isTrue();
    }

    @Test
    void added_whenItTakesItsTime_shouldKeepTorrentsWaitingForThePluginOnly() {
        Sleeper plugin = new Sleeper("added", 1.5) {
            @Override
            public void added(SessionContext context) {
                new FakeTorrent(world);
                super.added(context);
                assertThat(world.plugin(SessionHookTest.this.name(this)).state())
                        .isEqualTo(State.WAITING);
                assertThat(world.plugin(SessionHookTest.this.name(this)).reason())
                        .isEqualTo("added() has not returned");
            }
        };
        add(plugin, Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
        assertThat(calls).containsSubsequence("added", "added returned", "newTorrent");
        assertThat(world.plugin(name(plugin)).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void added_whenItDoesNotReturn_shouldBeNamedAndKeepItsPluginOut() {
        Sleeper plugin = new Sleeper("added", 5) {
            @Override
            public void added(SessionContext context) {
                super.added(context);
                assertThat(world.plugin(SessionHookTest.this.name(this)).state())
                        .isEqualTo(State.QUARANTINED);
                new FakeTorrent(world);
                assertThat(calls).doesNotContain("newTorrent");
            }
        };
        add(plugin, Map.of());
        assertThat(world.plugin(name(plugin)).reason()).isEqualTo("added did not return");
        assertThat(world.alertNames()).contains("plugin_quarantined", "plugin_abandoned");
        world.advanceSeconds(31);
        assertThat(world.plugin(name(plugin)).state())
                .as("it returned after all")
                .isEqualTo(State.ACTIVE);
        new FakeTorrent(world);
        assertThat(calls).contains("newTorrent");
        assertThat(calls).filteredOn("added"::equals).hasSize(1);
    }

    @Test
    void added_whenItThrows_shouldLeaveItsNamesToOthers() {
        FullRecorder thrower = new FullRecorder();
        thrower.throwsIn = "added";
        FullRecorder other = new FullRecorder("other ", calls);
        world.registry.addSessionPlugin(thrower, world.speaking("x"));
        world.registry.addSessionPlugin(other, world.speaking("x"));
        world.run();
        assertThat(world.registry.snapshot()).extracting("state").containsExactly(State.REFUSED, State.ACTIVE);
        assertThat(world.registry.snapshot().get(1).ids()).containsExactly(10);
    }

    @Test
    void onTick_whenOneIsSlow_shouldNotQueueUpBehindIt() {
        Sleeper plugin = new Sleeper("onTick", 1.9);
        add(plugin, Map.of());
        world.advanceSeconds(1); // the first lasts from 1.0 to 2.9, the one of 2.0 is left out
        plugin.in = "";
        assertThat(calls).filteredOn("onTick"::equals).hasSize(1);
        world.advanceSeconds(2.1);
        assertThat(calls).filteredOn("onTick"::equals).hasSize(2);
        assertThat(world.plugin(name(plugin)).errors()).isZero();
    }

    @Test
    void onTick_whenItDoesNotReturn_shouldQuarantineAndComeBackWithTheNextLife() {
        Sleeper plugin = new Sleeper("onTick", 4);
        add(plugin, Map.of());
        world.advanceSeconds(1.5);
        plugin.in = "";
        assertThat(world.plugin(name(plugin)).state()).isEqualTo(State.QUARANTINED);
        assertThat(world.plugin(name(plugin)).reason()).isEqualTo("onTick did not return");
        calls.clear();
        world.advanceSeconds(5);
        assertThat(calls).isEmpty();
        world.registry.reset(name(plugin));
        world.advanceSeconds(1);
        assertThat(calls).contains("onTick");
    }

    @Test
    void onAlert_whenCategoriesAreDeclared_shouldHearOfThoseOnly() {
        List<String> heard = new ArrayList<>();
        SessionPlugin plugin = new SessionPlugin() {
            @Override
            public void onAlert(Alert alert) {
                heard.add(alert.what());
            }
        };
        add(plugin, Map.of(PluginProperties.ALERT_CATEGORIES, new String[] {"peer", "of_a_later_version"}));
        assertThat(world.registry.wantsAlert(AlertType.PEER_CONNECT.category())).isTrue();
        assertThat(world.registry.wantsAlert(AlertType.ADD_TORRENT.category())).isFalse();
        World.offer(world.registry, Alert.of(AlertType.ADD_TORRENT, "x").build());
        World.offer(world.registry, Alert.of(AlertType.PEER_CONNECT, "x").build());
        world.run();
        assertThat(heard).containsExactly("peer_connect");
        world.registry.removeSessionPlugin(plugin);
        assertThat(world.registry.wantsAlert(AlertType.PEER_CONNECT.category())).isFalse();
    }

    @Test
    void onAlert_whenItPostsInside_shouldNotHearItself() {
        List<String> heard = new ArrayList<>();
        SessionPlugin plugin = new SessionPlugin() {
            private SessionContext context;

            @Override
            public void added(SessionContext session) {
                context = session;
            }

            @Override
            public void onAlert(Alert alert) {
                heard.add(alert.message());
                context.postAlert(Alert.of(AlertType.ADD_TORRENT, "mine").build());
            }
        };
        add(plugin, Map.of());
        world.tap = world.registry::onAlert;
        World.offer(world.registry, Alert.of(AlertType.ADD_TORRENT, "theirs").build());
        world.run();
        assertThat(heard).containsExactly("theirs");
        assertThat(world.alerts).extracting(Alert::message).contains("mine");
    }

    @Test
    void onAlert_whenFlooded_shouldDropAndCountBeyondTheBound() {
        List<String> heard = new ArrayList<>();
        SessionPlugin plugin = new SessionPlugin() {
            @Override
            public void onAlert(Alert alert) {
                heard.add(alert.message());
            }
        };
        add(plugin, Map.of());
        Alert alert = Alert.of(AlertType.ADD_TORRENT, "x").build();
        for (int i = 0; i < 5_000; i++) {
            World.offer(world.registry, alert);
        }
        world.run();
        assertThat(heard).hasSize(2_048);
        assertThat(world.plugin(name(plugin)).dropped()).isEqualTo(2_952);
    }

    @Test
    void abort_whenAPluginDoesNotReturn_shouldWaitForItNoLongerThanTheDeadline() {
        boolean[] told = new boolean[1];
        SessionPlugin plugin = new SessionPlugin() {
            @Override
            public void abort() {
                world.advanceSeconds(1.9);
                assertThat(told[0]).isFalse();
                world.advanceSeconds(0.2);
                assertThat(told[0]).isTrue();
            }
        };
        add(plugin, Map.of());
        world.registry.abort().thenRun(() -> told[0] = true);
        assertThat(told[0]).isFalse();
        world.run();
        assertThat(world.plugin(name(plugin)).errors()).isEqualTo(1);
    }

    @Test
    void abort_whenNobodyWantsToKnow_shouldNotWait() {
        add(new SessionPlugin() {}, Map.of());
        assertThat(world.registry.abort().toCompletableFuture()).isDone();
        assertThat(world.lanes()).as("no thread for nothing").isEmpty();
    }

    /** Has a wish for each peer, and a part of its own there. */
    private static final class Preferring implements SessionPlugin {
        private final long priority;
        private final boolean takesPart;
        private boolean throwing;
        private final List<String> asked = new ArrayList<>();

        Preferring(long priority, boolean takesPart) {
            this.priority = priority;
            this.takesPart = takesPart;
        }

        @Override
        public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
            return new TorrentPlugin() {
                @Override
                public PeerPlugin newConnection(PeerContext peer) {
                    return takesPart ? new PeerPlugin() {} : null;
                }
            };
        }

        @Override
        public long unchokePriority(PeerContext peer) {
            asked.add(peer.remote().toString());
            if (throwing) {
                throw new LinkageError("planned");
            }
            return priority;
        }
    }

    private long priority(FakePeer peer) {
        long[] lowest = new long[1];
        world.torrentLoop.enter(() -> lowest[0] = peer.extensions.unchokePriority());
        return lowest[0];
    }

    @Test
    void unchokePriority_whenSeveralPluginsHaveAWish_shouldBeTheLowest() {
        Preferring high = new Preferring(7, true);
        Preferring low = new Preferring(-2, true);
        Preferring absent = new Preferring(-9, false);
        FullRecorder mute = new FullRecorder();
        for (SessionPlugin plugin : List.of(high, low, absent, mute)) {
            add(plugin, Map.of());
        }
        FakePeer peer = new FakeTorrent(world).connect();
        assertThat(priority(peer)).isEqualTo(-2);
        assertThat(high.asked).hasSize(1);
        assertThat(absent.asked).as("it has no part in the connection").isEmpty();
        low.throwing = true;
        assertThat(priority(peer)).isEqualTo(7);
        assertThat(world.registry.snapshot()).extracting("errors").contains(1L);
        world.registry.removeSessionPlugin(high);
        world.registry.removeSessionPlugin(low);
        world.run();
        assertThat(priority(peer)).isEqualTo(Long.MAX_VALUE);
    }
}
