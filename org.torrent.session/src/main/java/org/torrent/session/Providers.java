package org.torrent.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrent.session.net.AddressFilters;
import org.torrent.session.net.Transports;
import org.torrent.spi.peers.PeerSource;
import org.torrent.spi.storage.Storage;

/** The providers that are there now. Set from the container's threads, read by any. */
final class Providers {
    private final Transports transports = new Transports();
    private final List<Storage> storages = new CopyOnWriteArrayList<>();
    private final List<PeerSource> sources = new CopyOnWriteArrayList<>();
    private final AddressFilters filters;

    /** @param filtersChanged run on any thread when other addresses may be blocked */
    Providers(Runnable filtersChanged) {
        filters = new AddressFilters(filtersChanged);
    }

    Storage storage() {
        return first(storages);
    }

    List<PeerSource> sources() {
        return new ArrayList<>(sources);
    }

    AddressFilters filters() {
        return filters;
    }

    Transports transports() {
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
