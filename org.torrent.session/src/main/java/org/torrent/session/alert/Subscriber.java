package org.torrent.session.alert;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertDetail;
import org.torrent.spi.runtime.EventLoop;

/** One subscriber with its thread and its bounded queue. */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final int QUEUE = 10_000;
    private static final long CLOSE_MILLIS = 1_000;

    final AlertCategories categories;
    private final Consumer<Alert> consumer;
    private final EventLoop loop;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    Subscriber(AlertCategories categories, Consumer<Alert> consumer, EventLoop loop) {
        this.categories = categories;
        this.consumer = consumer;
        this.loop = loop;
    }

    void offer(Alert alert) {
        if (queued.incrementAndGet() > QUEUE) {
            queued.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        loop.execute(() -> deliver(alert));
    }

    private void deliver(Alert alert) {
        queued.decrementAndGet();
        long lost = dropped.getAndSet(0);
        try {
            consumer.accept(lost == 0 ? alert : withLoss(alert, lost));
        } catch (Throwable t) {
            LOG.warn("An alert subscriber failed on {}", alert.what(), t);
        }
    }

    private static Alert withLoss(Alert alert, long lost) {
        return alert.toBuilder().detail(AlertDetail.ALERTS_DROPPED_BEFORE, lost).build();
    }

    void close() {
        loop.shutdown(CLOSE_MILLIS);
    }
}
