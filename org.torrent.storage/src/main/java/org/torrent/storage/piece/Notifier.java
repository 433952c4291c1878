package org.torrent.storage.piece;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.storage.StorageListener;

/** Calls a listener so that what it throws ends up in the log and not in the bookkeeping. */
final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private final StorageListener listener;

    Notifier(StorageListener listener) {
        this.listener = listener;
    }

    void tell(Consumer<StorageListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A storage listener failed", e);
        }
    }
}
