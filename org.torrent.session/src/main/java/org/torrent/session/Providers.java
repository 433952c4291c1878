package org.torrent.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.storage.Storage;
import org.torrent.spi.transport.Transport;

/** The providers that are there now. Set from the container's threads, read by any. */
final class Providers {
    private final List<Transport> transports = new CopyOnWriteArrayList<>();
    private final List<Storage> storages = new CopyOnWriteArrayList<>();
    private final List<PeerSource> sources = new CopyOnWriteArrayList<>();

    Transport transport() {
        return first(transports);
    }

    Storage storage() {
        return first(storages);
    }

    List<PeerSource> sources() {
        return new ArrayList<>(sources);
    }

    List<Transport> transports() {
        return transports;
    }

    List<Storage> storages() {
        return storages;
    }

    List<PeerSource> mutableSources() {
        return sources;
    }

    private static <T> T first(List<T> list) {
        for (T element : list) {
            return element;
        }
        return null;
    }
}
