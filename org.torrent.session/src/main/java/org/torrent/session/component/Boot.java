package org.torrent.session.component;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.torrent.session.Session;
import org.torrent.session.core.GrowingPause;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/**
 * Resumes the torrents of an earlier run when the framework is up and every plugin they had is back, or after a bound.
 * Looks a few times a second until then, because neither the framework nor a deploy folder says "that was all", and it
 * must hold in a container without our start levels.
 */
final class Boot {
    private static final long LOOK_NANOS = 100_000_000L;
    private static final long LOOK_MAX_NANOS = 10_000_000_000L;
    private static final long PLUGINS_NANOS = 10_000_000_000L;

    private final BundleContext context;
    private final Session session;
    private final Clock clock;
    private final EventLoop loop;
    private final long startedNanos;
    private final GrowingPause failed = new GrowingPause(LOOK_NANOS, LOOK_MAX_NANOS);
    private int looks; // numbers them; on the loop

    Boot(BundleContext context, Session session, Clock clock, Threads threads) {
        this.context = context;
        this.session = session;
        this.clock = clock;
        this.startedNanos = clock.nowNanos();
        this.loop = threads.newLoop("torrent-boot");
    }

    /** Begins to look. */
    void open() {
        loop.execute(this::look);
    }

    private void look() {
        boolean last = clock.nowNanos() - startedNanos > PLUGINS_NANOS;
        Bundle framework = context.getBundle(0);
        if (!last && framework.getState() != Bundle.ACTIVE) {
            loop.schedule(this::look, LOOK_NANOS);
            return;
        }
        int asked = ++looks;
        loop.schedule(() -> unanswered(asked), LOOK_MAX_NANOS);
        session.resumeTorrents(last).whenComplete((done, error) -> loop.execute(() -> answered(asked, done, error)));
    }

    /** The storage that was asked went without a word. */
    private void unanswered(int asked) {
        if (asked == looks) {
            look();
        }
    }

    private void answered(int asked, Boolean done, Throwable error) {
        if (asked != looks) {
            return;
        }
        looks++;
        if (error != null) {
            loop.schedule(this::look, failed.next());
        } else if (done) {
            loop.shutdown(0);
        } else {
            loop.schedule(this::look, LOOK_NANOS);
        }
    }

    void close() {
        loop.shutdown(1_000);
    }
}
