package org.torrent.session.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorrentEpochTest {
    private final TorrentEpoch epoch = new TorrentEpoch();
    private final List<String> ended = new ArrayList<>();
    private final List<Runnable> foreign = new ArrayList<>();

    private Lent item(String name) {
        return () -> ended.add(name);
    }

    @Test
    void end_whenThingsAreLent_shouldRevokeThemOnceInOrder() {
        epoch.lend(item("a"));
        epoch.lend(item("b"));
        epoch.end(Runnable::run);
        epoch.end(Runnable::run);
        assertThat(ended).containsExactly("a", "b");
    }

    @Test
    void end_whenResultsWait_shouldEndThemApart() {
        epoch.await(item("result"));
        epoch.lend(item("context"));
        epoch.end(foreign::add);
        assertThat(ended).containsExactly("context");
        foreign.forEach(Runnable::run);
        assertThat(ended).containsExactly("context", "result");
    }

    @Test
    void forget_whenSomethingEndedByItself_shouldNotRevokeIt() {
        Lent item = item("a");
        epoch.lend(item);
        epoch.forget(item);
        epoch.end(foreign::add);
        assertThat(ended).isEmpty();
        assertThat(foreign).isEmpty();
    }

    @Test
    void lend_whenTheLifeIsOver_shouldRevokeAtOnce() {
        epoch.end(Runnable::run);
        epoch.lend(item("late"));
        epoch.await(item("late result"));
        assertThat(ended).containsExactly("late", "late result");
    }

    @Test
    void check_whenTheLifeIsOver_shouldThrow() {
        assertThatCode(epoch::check).doesNotThrowAnyException();
        epoch.end(Runnable::run);
        assertThat(epoch.isOver()).isTrue();
        assertThatThrownBy(epoch::check).isInstanceOf(IllegalStateException.class);
    }
}
