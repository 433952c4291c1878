package org.torrent.session.plugin.entry;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.session.plugin.guard.Latches;
import org.torrent.session.plugin.guard.Patience;
import org.torrent.session.plugin.state.PluginStates;

/** How far a full plugin that leaves has said its last words, on its lane and on the loops of its torrents. Any thread. */
final class Parting {
    private final Runnable end;
    private final AtomicInteger toHear = new AtomicInteger(2); // the lane, the torrents
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Runnable saved = () -> {};
    private volatile Runnable parted = () -> {};

    /** @param end run when all was heard */
    Parting(Runnable end) {
        this.end = end;
    }

    /** It leaves: one of the same key waits for what it saves. Once. */
    void begin(PluginStates states, String key) {
        if (begun.compareAndSet(false, true)) {
            saved = states.leaves(key);
            parted = states.parts(key);
        }
    }

    /** It saves no more for the session. */
    void saved() {
        saved.run();
    }

    /** It saves no more at all. */
    void parted() {
        parted.run();
    }

    /** One of the two has heard it. */
    void heard() {
        if (toHear.decrementAndGet() == 0) {
            end.run();
        }
    }

    /** It left. */
    void over() {
        over.countDown();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Waits for that; false when it took longer. */
    boolean await(Patience patience) {
        return Latches.await(over, patience.millis());
    }
}
