package org.torrent.storage.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.torrent.spi.storage.StorageException;

/** What was found damaged, and who hears of it. Thread-safe: its lock guards both lists. */
final class Damages {
    private final List<StorageException> found = new ArrayList<>();
    private final List<Consumer<StorageException>> listeners = new ArrayList<>();

    synchronized void add(StorageException damage) {
        found.add(damage);
        listeners.forEach(listener -> listener.accept(damage));
    }

    synchronized AutoCloseable listen(Consumer<StorageException> listener) {
        listeners.add(listener);
        found.forEach(listener);
        return () -> remove(listener);
    }

    private synchronized void remove(Consumer<StorageException> listener) {
        listeners.remove(listener);
    }
}
