package org.torrent.session.plugin;

import java.util.List;
import java.util.Optional;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.protocol.ExtendedHandshake;

/** One connection's plugins and its side of BEP 10. The torrent's loop only. */
public final class PeerExtensions {
    /** Of the reserved bytes: extended messages (BEP 10, "bit 20 from the right"). */
    public static final long EXTENDED_BIT = 1L << 20;

    PeerExtensions() {}

    /**
     * Sends our extension handshake, when the peer speaks BEP 10.
     *
     * @param engineKeys the engine's own top-level keys; {@code m} is made here
     */
    public void start(BencodeDictionary engineKeys) {
        throw new UnsupportedOperationException();
    }

    /** The engine's own keys, again: our handshake is repeated when they changed, with the next ticks. */
    public void engineKeys(BencodeDictionary keys) {
        throw new UnsupportedOperationException();
    }

    /**
     * An extended message arrived.
     *
     * @param id ours for its name; 0 for their handshake
     * @param body not changed afterwards
     * @throws ExtensionProtocolException when it must close the connection
     */
    public void onExtended(int id, byte[] body) throws ExtensionProtocolException {
        throw new UnsupportedOperationException();
    }

    /** What their handshakes said so far: a later one changes only what it names. */
    public Optional<ExtendedHandshake> theirHandshake() {
        throw new UnsupportedOperationException();
    }

    /** The names they offer now, in the order of their ids. */
    public List<String> theirNames() {
        throw new UnsupportedOperationException();
    }

    /** About once a second, before time-outs are checked. */
    public void tick(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** The connection is about to go. Once. */
    public void onDisconnect(String reason) {
        throw new UnsupportedOperationException();
    }
}
