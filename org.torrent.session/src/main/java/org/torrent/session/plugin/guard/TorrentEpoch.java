package org.torrent.session.plugin.guard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * One life of a torrent on one loop, as far as plugins are concerned. When it ends, by that loop or by another thread
 * while the loop is stuck in a plugin, everything that was lent in it ends too: the loop may come back and go on, and
 * reaches nothing. Any thread.
 */
public final class TorrentEpoch {
    private final Set<Lent> lent = new LinkedHashSet<>(); // guarded by this
    private final Set<Lent> results = new LinkedHashSet<>(); // guarded by this
    private volatile boolean over;

    /** It ends with this life, at once when that is over. Its end must run no foreign code. */
    public void lend(Lent item) {
        add(lent, item);
    }

    /** The same for a result that a plugin waits for: its end runs what the plugin attached to it. */
    public void await(Lent result) {
        add(results, result);
    }

    private void add(Set<Lent> items, Lent item) {
        synchronized (this) {
            if (!over) {
                items.add(item);
                return;
            }
        }
        item.revoke();
    }

    /** It ended by itself. */
    public synchronized void forget(Lent item) {
        lent.remove(item);
        results.remove(item);
    }

    /** Whether this life ended: nobody is called any more. */
    public boolean isOver() {
        return over;
    }

    /**
     * Ends this life; more do nothing.
     *
     * @param foreign runs the ends of the results
     */
    public void end(Executor foreign) {
        List<Lent> first;
        List<Lent> then;
        synchronized (this) {
            over = true;
            first = new ArrayList<>(lent);
            then = new ArrayList<>(results);
            lent.clear();
            results.clear();
        }
        first.forEach(Lent::revoke);
        if (!then.isEmpty()) {
            foreign.execute(() -> then.forEach(Lent::revoke));
        }
    }

    /** Throws when this life is over: a thread that was given up came back. */
    public void check() {
        if (over) {
            throw new IllegalStateException("the torrent goes on elsewhere, or ended: this thread has no part in it");
        }
    }
}
