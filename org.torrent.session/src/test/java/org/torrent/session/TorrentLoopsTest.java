package org.torrent.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.watch.LoopWatch;
import org.torrent.spi.runtime.EventLoop;

class TorrentLoopsTest {
    private final TorrentLoops loops =
            new TorrentLoops(NamedLoop::new, 2, new LoopWatch(NamedLoop::new, new SystemClock(), (loop, why) -> {}));

    @Test
    void replace_whenSeveralTorrentsOfOneLoopAreRebuilt_shouldGiveAllTheLoopInItsPlace() {
        EventLoop stuck = loops.of(1);
        EventLoop next = loops.replace(stuck);
        assertThat(loops.replace(stuck)).isSameAs(next).isSameAs(loops.of(1));
        assertThat(loops.place(stuck)).isEqualTo(loops.place(next)).isEqualTo(1);
        EventLoop afterNext = loops.replace(next);
        assertThat(loops.replace(stuck)).isSameAs(afterNext);
        assertThat(loops.of(0).name()).isEqualTo("torrent-loop-1");
    }

    private record NamedLoop(String name) implements EventLoop {
        @Override
        public void execute(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer schedule(Runnable task, long delayNanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean inLoop() {
            return false;
        }

        @Override
        public boolean shutdown(long timeoutMillis) {
            return true;
        }
    }
}
