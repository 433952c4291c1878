package org.torrent.session.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final int RECENT = 500;

    private final Clock clock;
    private final Threads threads;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Alert> recent = new ArrayDeque<>(); // guarded by itself

    private volatile Predicate<AlertCategory> tapWants = category -> false;
    private volatile Consumer<Alert> tap = alert -> {};

    /** Nobody listens yet. */
    public Alerts(Clock clock, Threads threads) {
        this.clock = clock;
        this.threads = threads;
    }

    /** Somebody who sees all there is, whatever others want; called on the threads that post, never blocks. */
    public void tap(Predicate<AlertCategory> wants, Consumer<Alert> consumer) {
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
            offer(alert.build());
        }
    }

    /** Posts an alert; its time is now unless it has one. */
    public void post(Alert alert) {
        offer(
                alert.wallMillis() != 0
                        ? alert
                        : alert.toBuilder().at(clock.wallMillis()).build());
    }

    private void offer(Alert alert) {
        if (isKept(alert.category())) {
            keep(alert);
        }
        for (Subscriber subscriber : subscribers) {
            if (subscriber.categories.contains(alert.category())) {
                subscriber.offer(alert);
            }
        }
        tap.accept(alert);
    }

    /** See {@code TorrentSession.subscribe}. */
    public AutoCloseable subscribe(AlertCategories categories, Consumer<Alert> consumer) {
        Subscriber subscriber = new Subscriber(categories, consumer, threads.newLoop("torrent-alerts"));
        subscribers.add(subscriber);
        return () -> {
            subscribers.remove(subscriber);
            subscriber.close();
        };
    }

    /** The kept ones, oldest first. */
    public List<Alert> recent() {
        synchronized (recent) {
            return new ArrayList<>(recent);
        }
    }

    /** Ends every subscription. */
    public void close() {
        for (Subscriber subscriber : subscribers) {
            subscribers.remove(subscriber);
            subscriber.close();
        }
    }

    private void keep(Alert alert) {
        synchronized (recent) {
            if (recent.size() == RECENT) {
                recent.removeFirst();
            }
            recent.addLast(alert);
        }
    }

    private static boolean isKept(AlertCategory category) {
        return category != AlertCategory.PEER && category != AlertCategory.PIECE_PROGRESS;
    }
}
