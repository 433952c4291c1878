package org.torrent.session.alert;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.runtime.heap.HeapAlarm;
import org.torrent.spi.runtime.EventLoop;

/** One subscriber with its thread and its bounded queue. Any thread. */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    final AlertCategories categories;
    final AlertQueue queue;
    private final Consumer<Alert> consumer;
    private final AlertClasses classes;
    private final EventLoop loop;
    private final AtomicBoolean awake = new AtomicBoolean(); // its thread was told that there is something

    Subscriber(AlertCategories categories, Consumer<Alert> consumer, AlertQueue queue, EventLoop loop) {
        this.categories = categories;
        this.consumer = consumer;
        this.queue = queue;
        this.classes = AlertClasses.of(consumer);
        this.loop = loop;
    }

    void offer(PostedAlert alert) {
        queue.offer(alert);
        if (awake.compareAndSet(false, true)) {
            boolean told = false;
            try {
                loop.execute(this::deliver);
                told = true;
            } finally {
                awake.compareAndSet(true, told); // without memory for it: the next alert tries again
            }
        }
    }

    private void deliver() {
        awake.set(false);
        for (PostedAlert next = queue.poll(); next != null; next = queue.poll()) {
            try {
                deliver(next);
            } catch (Throwable t) { // foreign code
                tell(next, t);
            }
        }
    }

    private static void tell(PostedAlert alert, Throwable failure) {
        HeapAlarm.raise(failure);
        try {
            LOG.warn("An alert subscriber failed on {}", alert.plain().what(), failure);
        } catch (Throwable t) { // there was no memory to say so: the next alert is delivered all the same
            HeapAlarm.raise(t);
        }
    }

    private void deliver(PostedAlert posted) {
        Alert alert = classes.shown(posted);
        long lost = queue.takeLost();
        if (lost == 0) {
            consumer.accept(alert);
        } else if (alert == posted.plain()) {
            consumer.accept(alert.toBuilder()
                    .detail(AlertDetail.ALERTS_DROPPED_BEFORE, lost)
                    .build());
        } else { // one of a plugin's own class stays what it is
            consumer.accept(Alert.of(AlertType.ALERTS_DROPPED, lost + " alerts were dropped: they came too fast")
                    .at(posted.plain().wallMillis())
                    .detail(AlertDetail.DROPPED, lost)
                    .build());
            consumer.accept(alert);
        }
    }

    void close() {
        loop.shutdown(AlertLimits.CLOSE_MILLIS);
    }
}
