package org.torrent.console.transfer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.TorrentSession;
import org.torrent.console.Limits;
import org.torrent.front.json.AlertDocument;

/** Nothing but the session's alerts, one JSON document a line, as they happen. */
public final class JsonView implements ProgressView {
    private final PrintStream out;
    /** Guards everything below and the order of lines. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition printed = lock.newCondition();
    private TorrentSession session;
    private AutoCloseable subscription = () -> {};
    private Alert last;
    private List<Alert> replayed = List.of();

    /** Prints to this stream. */
    public JsonView(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Limits.LINE_INTERVAL;
    }

    /** Alerts from before the subscription are printed first, each alert once. */
    @Override
    public void attached(TorrentSession newSession) {
        unsubscribe();
        lock.lock();
        try {
            session = newSession;
            subscription = newSession.subscribe(AlertCategories.all(), this::print);
            replayed = newSession.recentAlerts();
            replayed.forEach(this::printLine);
        } finally {
            lock.unlock();
        }
    }

    private void print(Alert alert) {
        lock.lock();
        try {
            if (replayed.stream().noneMatch(seen -> seen == alert)) {
                replayed = List.of();
                printLine(alert);
            }
        } finally {
            lock.unlock();
        }
    }

    private void printLine(Alert alert) {
        out.println(AlertDocument.line(alert));
        out.flush();
        last = alert;
        printed.signalAll();
    }

    @Override
    public void listening(String address) {
        // the alert listen_succeeded says so
    }

    @Override
    public void update(List<DownloadJob> downloads, long nowNanos) {
        // alerts tell
    }

    @Override
    public void line(String text) {
        // alerts tell
    }

    /** Waits, for a limited time, until what happened before is printed. */
    @Override
    public void close() {
        lock.lock();
        try {
            awaitLast();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            unsubscribe();
        }
    }

    private void awaitLast() throws InterruptedException {
        Alert awaited = newest();
        long nanos = Limits.LAST_ALERTS.toNanos();
        while (awaited != null && nanos > 0 && !isPrinted(awaited)) {
            nanos = printed.awaitNanos(nanos);
        }
    }

    private Alert newest() {
        try {
            List<Alert> recent = session == null ? List.of() : session.recentAlerts();
            return recent.isEmpty() ? null : recent.get(recent.size() - 1);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private boolean isPrinted(Alert awaited) {
        return last == awaited || (last != null && last.wallMillis() > awaited.wallMillis());
    }

    private void unsubscribe() {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("unsubscribing failed", e);
        }
    }
}
