package org.torrent.storage.piece;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.storage.StorageListener;

/** Calls a listener as long as its owner has the torrent; what it throws ends up in the log, not in the bookkeeping. */
final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private final StorageListener listener;
    private final Epoch epoch;

    Notifier(StorageListener listener, Epoch epoch) {
        this.listener = listener;
        this.epoch = epoch;
    }

    void tell(Consumer<StorageListener> call) {
        if (epoch.isStale()) {
            return;
        }
        try {
            call.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A storage listener failed", e);
        }
    }
}
