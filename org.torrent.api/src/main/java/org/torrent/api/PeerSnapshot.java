package org.torrent.api;

import java.net.InetSocketAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A connection at one moment. Rates in payload bytes per second. Immutable: every method may be called on any thread and
 * throws nothing.
 */
@ProviderType
public interface PeerSnapshot {
    /** Their address. */
    InetSocketAddress remote();

    /** Ours. */
    InetSocketAddress local();

    /** Their client, from the extension handshake or the peer id. */
    String client();

    /** Whether we dialled. */
    boolean outgoing();

    /** Whether we choke them. */
    boolean amChoking();

    /** Whether they have what we want. */
    boolean amInterested();

    /** Whether they choke us. */
    boolean peerChoking();

    /** Whether they want what we have. */
    boolean peerInterested();

    /** Whether both speak the fast extension (BEP 6). */
    boolean fast();

    /** Whether both speak extended messages (BEP 10). */
    boolean extended();

    /** How many pieces they have. */
    int piecesHad();

    /** Bits of who named them: tracker 1, dht 2, pex 4, lsd 8, resume 16, incoming 32, user 64. */
    int source();

    /** Payload from them. */
    long downloadRate();

    /** Payload to them. */
    long uploadRate();

    /** Payload from them. */
    long downloadedBytes();

    /** Payload to them. */
    long uploadedBytes();

    /** Asked and not yet answered by them. */
    int outstandingRequests();

    /** Asked by them and not yet answered by us. */
    int queuedRequests();

    /** The names in their {@code m} dictionary. */
    List<String> extensions();
}
