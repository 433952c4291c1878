package org.torrent.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.torrent.model.Bitfield;
import org.torrent.spi.storage.StorageException;
import org.torrent.spi.storage.StorageListener;

/** Keeps what a torrent's storage said, and what broke the contract of {@link StorageListener}. Thread-safe. */
public final class RecordingListener implements StorageListener {
    private final AtomicReference<Thread> inside = new AtomicReference<>();
    private final List<Integer> verified = new ArrayList<>();
    private final List<Integer> failed = new ArrayList<>();
    private final List<StorageException> errors = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Bitfield durable;
    private Bitfield checked;
    private int checks;

    /** For a torrent of that many pieces. */
    public RecordingListener(int pieces) {
        this.durable = new Bitfield(pieces);
    }

    private void call(Runnable body) {
        boolean overlaps = inside.getAndSet(Thread.currentThread()) != null;
        synchronized (this) {
            if (overlaps) {
                violations.add("two calls at a time");
            }
            body.run();
        }
        inside.set(null);
    }

    @Override
    public void onCheckProgress(int checkedPieces, int pieces) {
        call(() -> {
            if (checkedPieces < 0 || checkedPieces > pieces || pieces != durable.size()) {
                violations.add("progress " + checkedPieces + " of " + pieces);
            }
        });
    }

    @Override
    public void onChecked(Bitfield pieces) {
        call(() -> {
            checked = pieces;
            checks++;
        });
    }

    @Override
    public void onPieceVerified(int piece) {
        call(() -> verified.add(piece));
    }

    @Override
    public void onPieceFailed(int piece) {
        call(() -> failed.add(piece));
    }

    @Override
    public void onDurable(Bitfield pieces) {
        call(() -> {
            for (int i = pieces.next(0); i >= 0; i = pieces.next(i + 1)) {
                durable.set(i);
            }
        });
    }

    @Override
    public void onPiecesLost(Bitfield lost) {
        call(() -> {
            for (int i = lost.next(0); i >= 0; i = lost.next(i + 1)) {
                durable.clear(i);
            }
        });
    }

    @Override
    public void onDrained() {
        call(() -> {});
    }

    @Override
    public void onError(StorageException error) {
        call(() -> errors.add(error));
    }

    /** What the last check found, or null. */
    public synchronized Bitfield checked() {
        return checked;
    }

    /** How many checks ended. */
    public synchronized int checks() {
        return checks;
    }

    /** The pieces verified, in order. */
    public synchronized List<Integer> verified() {
        return List.copyOf(verified);
    }

    /** The pieces that failed, in order. */
    public synchronized List<Integer> failed() {
        return List.copyOf(failed);
    }

    /** The pieces that are durable. */
    public synchronized Bitfield durable() {
        return durable.copy();
    }

    /** The errors. */
    public synchronized List<StorageException> errors() {
        return List.copyOf(errors);
    }

    /** What broke the contract. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
