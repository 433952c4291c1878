package org.torrent.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.api.TorrentHandle;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;

/** The torrents that are here, by id and by their names on the wire. No two have a hash in common. Any thread. */
final class TorrentTable<H extends TorrentHandle> {
    private final Map<TorrentId, H> torrents = new ConcurrentHashMap<>();
    private final Map<InfoHash, H> names = new ConcurrentHashMap<>(); // every hash of each of them

    /** The torrent that has a hash in common with the id, or null. */
    H find(TorrentId id) {
        for (InfoHash name : id.infoHashes()) {
            H handle = names.get(name);
            if (handle != null) {
                return handle;
            }
        }
        return null;
    }

    /**
     * Who takes a connection that names this swarm, or null. A hybrid is in its version 1 swarm only (BEP 52): peers of
     * the other one speak version 2.
     */
    H inSwarm(InfoHash infoHash) {
        H handle = names.get(infoHash);
        return handle == null || !handle.id().infoHash().equals(infoHash) ? null : handle;
    }

    /** Its {@link #find} must have found nothing. */
    void put(H handle) {
        torrents.put(handle.id(), handle);
        handle.id().infoHashes().forEach(name -> names.put(name, handle));
    }

    /** Whether it was there; another one of the same id stays. */
    boolean remove(H handle) {
        handle.id().infoHashes().forEach(name -> names.remove(name, handle));
        return torrents.remove(handle.id(), handle);
    }

    /** All, in the order of their numbers. */
    List<H> all() {
        List<H> all = new ArrayList<>(torrents.values());
        all.sort(Comparator.comparingInt(TorrentHandle::number));
        return all;
    }
}
