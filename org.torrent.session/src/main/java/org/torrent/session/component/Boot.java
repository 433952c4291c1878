package org.torrent.session.component;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.torrent.session.Session;
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
    private static final long PLUGINS_NANOS = 10_000_000_000L;

    private final BundleContext context;
    private final Session session;
    private final Clock clock;
    private final EventLoop loop;
    private final long startedNanos;

    Boot(BundleContext context, Session session, Clock clock, Threads threads) {
        this.context = context;
        this.session = session;
        this.clock = clock;
        this.startedNanos = clock.nowNanos();
        this.loop = threads.newLoop("torrent-boot");
        loop.execute(this::look);
    }

    private void look() {
        boolean last = clock.nowNanos() - startedNanos > PLUGINS_NANOS;
        Bundle framework = context.getBundle(0);
        if (!last && framework.getState() != Bundle.ACTIVE) {
            loop.schedule(this::look, LOOK_NANOS);
            return;
        }
        session.resumeTorrents(last).whenComplete((done, error) -> {
            if (error != null || !done) {
                loop.schedule(this::look, LOOK_NANOS);
            } else {
                loop.shutdown(0);
            }
        });
    }

    void close() {
        loop.shutdown(1_000);
    }
}
