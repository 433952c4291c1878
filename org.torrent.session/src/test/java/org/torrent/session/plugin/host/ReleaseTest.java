package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshot.State;
import org.torrent.session.plugin.PluginPresence;

/** What was announced leaves or begins again, and is released where nobody waits for that. */
class ReleaseTest extends Announcing {
    @Test
    void leave_whenItStillHangs_shouldForgetItAtOnceAndReleaseWhatReturnsLate() {
        PluginPresence[] presence = new PluginPresence[1];
        List<PluginSnapshot> left = new ArrayList<>();
        Runnable meanwhile = () -> {
            presence[0].leave();
            left.addAll(world.registry.snapshot());
        };
        Recorder plugin = new Recorder("late");
        Lent service = hangs(3, meanwhile, () -> plugin);
        presence[0] = announce("hanging", service);
        world.run();
        assertThat(left).isEmpty();
        assertThat(world.registry.snapshot()).isEmpty();
        assertThat(service.calls).containsExactly("fetch", "release");
        presence[0].leave();
        assertThat(service.calls).containsExactly("fetch", "release");
        new FakeTorrent(world).connect();
        assertThat(plugin.calls).isEmpty();
    }

    @Test
    void leave_whenItsThreadIsStillToCome_shouldNotEvenFetchIt() {
        Lent service = new Lent(() -> new Recorder("x"));
        PluginPresence presence = announce("x", service);
        assertThat(world.plugin("x").state()).isEqualTo(State.STARTING);
        presence.leave();
        world.run();
        assertThat(service.calls).isEmpty();
        assertThat(world.registry.snapshot()).isEmpty();
    }

    @Test
    void leave_whenItIsHere_shouldReleaseIt() {
        Lent service = new Lent(() -> new Recorder("x"));
        PluginPresence presence = expect("x", service);
        presence.leave();
        assertThat(service.calls).containsExactly("fetch", "release");
        assertThat(world.plugin("x").state()).isEqualTo(State.DEPARTED);
    }

    @Test
    void leave_whenItsDeactivationHangs_shouldNameIt() {
        Lent service = new Lent(() -> new Recorder("x"));
        int[] stuck = new int[1];
        service.release = () -> {
            world.advanceSeconds(3);
            stuck[0] = world.registry.stuckThreads();
        };
        expect("x", service).leave();
        assertThat(alertsOf("plugin_stuck")).singleElement().asString().contains("its deactivation has been running");
        assertThat(stuck[0]).isEqualTo(1);
        assertThat(world.registry.stuckThreads()).isZero();
    }

    @Test
    void leave_whenItsDeactivationThrows_shouldBeLeftAllTheSame() {
        Lent service = new Lent(() -> new Recorder("x"));
        service.release = () -> {
            throw new NoClassDefFoundError("gone");
        };
        expect("x", service).leave();
        assertThat(world.plugin("x").state()).isEqualTo(State.DEPARTED);
        assertThat(expect("y", new Lent(() -> new Recorder("y")))).isNotNull();
        assertThat(world.plugin("y").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void reset_whenItWasRefusedForItsName_shouldReleaseItAndStartItAgain() {
        Lent service = new Lent(() -> new Recorder("a b"));
        expect("odd", service);
        assertThat(world.plugin("odd").state()).isEqualTo(State.REFUSED);
        service.fetch = () -> new Recorder("ab");
        assertThat(world.registry.reset("odd")).isTrue();
        world.run();
        assertThat(service.calls).containsExactly("fetch", "release", "fetch");
        assertThat(world.plugin("ab").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void reset_whenItStillHangs_shouldTryAgainOnceThatFailed() {
        boolean[] reset = new boolean[1];
        Lent service = new Lent(() -> null);
        service.fetch = () -> {
            world.advanceSeconds(3);
            reset[0] = world.registry.reset("hanging");
            service.fetch = () -> new Recorder("mended");
            throw new IllegalStateException("interrupted");
        };
        expect("hanging", service);
        assertThat(reset[0]).isTrue();
        assertThat(world.plugin("mended").state()).isEqualTo(State.ACTIVE);
        assertThat(world.registry.reset("mended")).as("nothing to reset").isFalse();
    }

    @Test
    void close_shouldReleaseAllThatWereHadAndTakeNobodyElse() {
        Lent here = new Lent(() -> new Recorder("x"));
        expect("x", here);
        Lent waiting = new Lent(() -> new Recorder("y"));
        announce("y", waiting);
        world.registry.close();
        world.run();
        Lent late = new Lent(() -> new Recorder("z"));
        expect("z", late).leave();
        assertThat(here.calls).containsExactly("fetch", "release");
        assertThat(waiting.calls).isEmpty();
        assertThat(late.calls).isEmpty();
        assertThat(world.registry.snapshot()).isEmpty();
    }

    @Test
    void close_whenOneIsStarting_shouldReleaseItAndNotTakeItUp() {
        Recorder plugin = new Recorder("x");
        Lent service = hangs(0, () -> world.registry.close(), () -> plugin);
        expect("x", service);
        assertThat(service.calls).containsExactly("fetch", "release");
        assertThat(plugin.calls).isEmpty();
        assertThat(world.registry.snapshot()).isEmpty();
    }

    @Test
    void reset_whenItsReleaseHangs_shouldNotFetchItBeforeThatIsOver() {
        Lent service = new Lent(() -> new Recorder("a b"));
        List<List<String>> seen = new ArrayList<>();
        service.release = () -> {
            world.advanceSeconds(10);
            seen.add(List.copyOf(service.calls));
        };
        expect("odd", service);
        service.fetch = () -> new Recorder("ab");
        world.registry.reset("odd");
        world.run();
        assertThat(seen).containsExactly(List.of("fetch", "release"));
        assertThat(service.calls).containsExactly("fetch", "release", "fetch");
        assertThat(world.plugin("ab").state()).isEqualTo(State.ACTIVE);
    }
}
