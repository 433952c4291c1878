package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot;
import org.torrent.ext.api.ScheduledTask;
import org.torrent.session.plugin.PluginLimits;

/** Tasks of a full plugin that wait for their time, and who sent a piece. */
class ScheduleTest {
    private final World world = new World();
    private final FullRecorder plugin = new FullRecorder();
    private final List<String> ran = new ArrayList<>();
    private FakeTorrent torrent;

    @BeforeEach
    void begin() {
        world.registry.addSessionPlugin(plugin, world.origin());
        world.run();
        torrent = new FakeTorrent(world);
    }

    private ScheduledTask schedule(int seconds) {
        return plugin.torrent.schedule(Duration.ofSeconds(seconds), () -> {
            assertThat(world.torrentLoop.inLoop()).isTrue();
            ran.add("after " + seconds + " s");
        });
    }

    @Test
    void schedule_whenTheTimeHasCome_shouldRunOnceOnTheLoop() {
        schedule(2);
        schedule(1);
        world.advanceSeconds(1.5);
        assertThat(ran).containsExactly("after 1 s");
        world.advanceSeconds(10);
        assertThat(ran).containsExactly("after 1 s", "after 2 s");
    }

    @Test
    void schedule_whenItIsCancelled_shouldNotRun() {
        ScheduledTask task = schedule(1);
        task.cancel();
        task.cancel();
        world.advanceSeconds(2);
        assertThat(ran).isEmpty();
    }

    @Test
    void schedule_whenTheTaskThrows_shouldCountAnErrorOfThePlugin() {
        plugin.torrent.schedule(Duration.ZERO, () -> {
            throw new IllegalArgumentException("planned");
        });
        world.advanceSeconds(1);
        assertThat(world.registry.snapshot().get(0).errors()).isEqualTo(1);
    }

    @Test
    void schedule_whenPluginOrTorrentLeaves_shouldNotRunAndThrow() {
        schedule(1);
        world.torrentLoop.enter(torrent.extensions::close);
        assertThatThrownBy(() -> schedule(1)).isInstanceOf(IllegalStateException.class);
        torrent = new FakeTorrent(world);
        schedule(1);
        world.registry.removeSessionPlugin(plugin);
        world.advanceSeconds(2);
        assertThat(ran).isEmpty();
        assertThatThrownBy(() -> schedule(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void schedule_whenThePluginWasInQuarantineMeanwhile_shouldNotRun() {
        schedule(100);
        for (int i = 0; i <= PluginLimits.defaults().errorBudget(); i++) {
            plugin.torrent.execute(() -> {
                throw new IllegalArgumentException("planned");
            });
        }
        world.run();
        assertThat(world.registry.snapshot().get(0).state()).isEqualTo(PluginSnapshot.State.QUARANTINED);
        world.advanceSeconds(50);
        assertThat(world.registry.snapshot().get(0).state()).isEqualTo(PluginSnapshot.State.ACTIVE);
        world.advanceSeconds(100);
        assertThat(ran).as("the part of the torrent that wanted it is gone").isEmpty();
    }

    @Test
    void schedule_whenTooManyWait_shouldThrowUntilSomeRan() {
        for (int i = 0; i < PluginLimits.SCHEDULED_TASKS; i++) {
            schedule(1);
        }
        assertThatThrownBy(() -> schedule(1)).hasMessageContaining("tasks that wait");
        world.advanceSeconds(2);
        assertThat(ran).hasSize(PluginLimits.SCHEDULED_TASKS);
        schedule(1).cancel();
        schedule(1);
    }

    @Test
    void contributors_whenAskedOnTheLoop_shouldBeThoseThatSentBlocks() {
        FakePeer sender = torrent.connect();
        torrent.connect();
        torrent.contributors.add(sender);
        assertThatThrownBy(() -> plugin.torrent.contributors(0)).isInstanceOf(IllegalStateException.class);
        world.torrentLoop.enter(() -> {
            assertThat(plugin.torrent.peers()).hasSize(2);
            assertThat(plugin.torrent.contributors(0)).singleElement().satisfies(peer -> assertThat(peer.remote())
                    .isEqualTo(sender.remote));
        });
    }
}
