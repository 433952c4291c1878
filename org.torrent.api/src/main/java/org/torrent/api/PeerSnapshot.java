package org.torrent.api;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A connection at one moment. Rates in payload bytes per second.
 *
 * @param remote their address
 * @param local ours
 * @param client their client, from the extension handshake or the peer id
 * @param outgoing whether we dialled
 * @param amChoking whether we choke them
 * @param amInterested whether they have what we want
 * @param peerChoking whether they choke us
 * @param peerInterested whether they want what we have
 * @param fast whether both speak the fast extension (BEP 6)
 * @param extended whether both speak extended messages (BEP 10)
 * @param piecesHad how many pieces they have
 * @param source bits of who named them (tracker 1, dht 2, pex 4, lsd 8, resume 16, incoming 32, user 64)
 * @param downloadRate payload from them
 * @param uploadRate payload to them
 * @param downloadedBytes payload from them
 * @param uploadedBytes payload to them
 * @param outstandingRequests asked and not yet answered by them
 * @param queuedRequests asked by them and not yet answered by us
 * @param extensions the names in their {@code m} dictionary
 */
public record PeerSnapshot(
        InetSocketAddress remote,
        InetSocketAddress local,
        String client,
        boolean outgoing,
        boolean amChoking,
        boolean amInterested,
        boolean peerChoking,
        boolean peerInterested,
        boolean fast,
        boolean extended,
        int piecesHad,
        int source,
        long downloadRate,
        long uploadRate,
        long downloadedBytes,
        long uploadedBytes,
        int outstandingRequests,
        int queuedRequests,
        List<String> extensions) {}
