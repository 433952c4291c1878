package org.torrent.session.alert;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertCategory;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.model.TorrentId;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;

/**
 * Takes alerts from any thread and offers each to the subscribers of its category. Recent ones of low-rate categories
 * are kept for late comers.
 */
public final class Alerts {
    private static final AlertQueue.Room QUEUE =
            new AlertQueue.Room(AlertLimits.QUEUE, AlertLimits.QUEUE_OF_PLUGIN, AlertLimits.QUEUE_OF_PLUGINS);
    private static final AlertQueue.Room RECENT =
            new AlertQueue.Room(AlertLimits.RECENT, AlertLimits.RECENT_OF_PLUGIN, AlertLimits.RECENT_OF_PLUGINS);

    private final Clock clock;
    private final Threads threads;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final List<AlertQueue> queues = new CopyOnWriteArrayList<>(); // where own classes may wait
    private final AlertQueue recent = new AlertQueue(RECENT);

    private volatile Predicate<AlertCategory> tapWants = category -> false;
    private volatile Consumer<PostedAlert> tap = alert -> {};

    /** Nobody listens yet. */
    public Alerts(Clock clock, Threads threads) {
        this.clock = clock;
        this.threads = threads;
    }

    /** Somebody who sees all there is, whatever others want; called on the threads that post, never blocks. */
    public void tap(Predicate<AlertCategory> wants, Consumer<PostedAlert> consumer) {
        tapWants = wants;
        tap = consumer;
    }

    /** Whether an alert of that category would be seen by anybody. */
    public boolean wants(AlertCategory category) {
        if (isKept(category) || tapWants.test(category)) {
            return true;
        }
        for (Subscriber subscriber : subscribers) {
            if (subscriber.categories.contains(category)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes and posts an alert if anybody wants it.
     *
     * @param torrent what it is about, or null
     * @param details those that the type declares
     */
    public void post(AlertType type, TorrentId torrent, Supplier<String> message, Map<AlertDetail, ?> details) {
        if (wants(type.category())) {
            Alert.Builder alert = Alert.of(type, String.valueOf(message.get()))
                    .torrent(torrent)
                    .at(clock.wallMillis());
            details.forEach(alert::detail);
            post(alert.build());
        }
    }

    /** Posts one of the session's own alerts; its time is now unless it has one. */
    public void post(Alert alert) {
        offer(new PostedAlert(AlertSource.SESSION, dated(alert), null));
    }

    /**
     * Posts a plugin's alert, which may be of a class of its own: who knows that class hears of it, others of a plain one. On
     * the plugin's thread.
     */
    public void post(AlertSource plugin, Alert alert) {
        if (wants(alert.category())) {
            Alert plain = dated(PlainAlert.of(alert));
            offer(new PostedAlert(plugin, plain, alert.getClass() == Alert.class ? null : alert));
        }
    }

    private Alert dated(Alert alert) {
        return alert.wallMillis() != 0
                ? alert
                : alert.toBuilder().at(clock.wallMillis()).build();
    }

    private void offer(PostedAlert alert) {
        AlertCategory category = alert.plain().category();
        if (isKept(category)) {
            recent.offer(new PostedAlert(alert.source(), alert.plain(), null));
        }
        for (Subscriber subscriber : subscribers) {
            if (subscriber.categories.contains(category)) {
                subscriber.offer(alert);
            }
        }
        tap.accept(alert);
    }

    /** A plugin is gone: what waits of it is plain from now on, whoever it waits for. */
    public void leave(AlertSource plugin) {
        plugin.leave();
        queues.forEach(queue -> queue.leave(plugin));
    }

    /** A queue for alerts that wait for somebody, until {@link #close(AlertQueue)}. */
    public AlertQueue open(AlertQueue.Room room) {
        AlertQueue queue = new AlertQueue(room);
        queues.add(queue);
        return queue;
    }

    /** Nothing waits there any more. */
    public void close(AlertQueue queue) {
        queues.remove(queue);
        queue.clear();
    }

    /** See {@code TorrentSession.subscribe}. */
    public AutoCloseable subscribe(AlertCategories categories, Consumer<Alert> consumer) {
        Subscriber subscriber = new Subscriber(categories, consumer, open(QUEUE), threads.newLoop("torrent-alerts"));
        subscribers.add(subscriber);
        return () -> {
            end(subscriber);
        };
    }

    /** The kept ones, oldest first. */
    public List<Alert> recent() {
        return recent.all();
    }

    /** Ends every subscription. */
    public void close() {
        for (Subscriber subscriber : subscribers) {
            end(subscriber);
        }
    }

    private void end(Subscriber subscriber) {
        subscribers.remove(subscriber);
        subscriber.close();
        close(subscriber.queue);
    }

    private static boolean isKept(AlertCategory category) {
        return category != AlertCategory.PEER && category != AlertCategory.PIECE_PROGRESS;
    }
}
