package org.torrent.session.plugin.chain;

import java.util.OptionalInt;
import java.util.Set;
import org.torrent.ext.api.PeerMessage;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.guard.PendingResults.Pending;

/** A connection's extended messages, as far as a full plugin's context of the connection needs them. */
public interface ExtendedSender {
    /** The names they offer; any thread. */
    Set<String> publishedNames();

    /** Our id for a name on offer; any thread. */
    OptionalInt publishedId(String name);

    /** Whether plugins hear of an event that the engine made itself; on the torrent's loop. */
    boolean synthetic();

    /** Sends a standard message; on the torrent's loop. */
    void send(FullPluginEntry from, PeerMessage message, Pending<Void> result);

    /** Sends with the peer's id for the name; on the torrent's loop. */
    void send(FullPluginEntry from, String name, byte[] payload, Pending<Void> result);
}
