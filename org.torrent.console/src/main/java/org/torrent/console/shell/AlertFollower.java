package org.torrent.console.shell;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentSession;
import org.torrent.console.CommandFailure;
import org.torrent.console.Limits;
import org.torrent.console.view.AlertLine;
import org.torrent.front.json.AlertDocument;

/** Prints alerts as they happen until its thread is interrupted, through changes of the session. */
final class AlertFollower {
    private static final long LOOK_MILLIS = 500;

    private final ShellContext context;
    private final boolean json;
    private final BlockingQueue<Alert> queue = new ArrayBlockingQueue<>(Limits.ALERT_QUEUE);
    private final AtomicLong dropped = new AtomicLong();

    private TorrentSession session;
    private AutoCloseable subscription = () -> {};

    AlertFollower(ShellContext context, boolean json) {
        this.context = context;
        this.json = json;
    }

    void run() throws CommandFailure {
        try {
            context.session();
            while (!context.out().checkError()) {
                follow();
                Alert alert = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (alert != null) {
                    print(alert);
                    tellDropped(alert.wallMillis());
                }
            }
        } catch (InterruptedException e) {
            // that is how following ends
        } finally {
            unsubscribe();
        }
    }

    private void follow() {
        TorrentSession current = context.sessions().current().orElse(null);
        if (current != session) {
            unsubscribe();
            session = current;
            if (current != null) {
                subscription = current.subscribe(AlertCategories.all(), this::offer);
            }
        }
    }

    private void offer(Alert alert) {
        if (!queue.offer(alert)) {
            dropped.incrementAndGet();
        }
    }

    private void tellDropped(long wallMillis) {
        long count = queue.isEmpty() ? dropped.getAndSet(0) : 0;
        if (count > 0) {
            String message = count + " alerts were dropped: they came faster than they could be printed";
            print(Alert.of(AlertType.ALERTS_DROPPED, message)
                    .at(wallMillis)
                    .detail(AlertDetail.DROPPED, count)
                    .build());
        }
    }

    private void print(Alert alert) {
        context.out().println(json ? AlertDocument.line(alert) : AlertLine.of(alert));
    }

    private void unsubscribe() {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("unsubscribing failed", e);
        }
    }
}
