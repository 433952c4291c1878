package org.torrent.tracker.udp;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.CompactPeers;

/**
 * An announce.
 *
 * @param request what is told
 * @param pathAndQuery of the URL
 */
record AnnounceQuestion(AnnounceRequest request, String pathAndQuery) implements Question {
    @Override
    public int action() {
        return Packets.ANNOUNCE;
    }

    @Override
    public ByteBuffer packet(long connection, int transaction) {
        return Packets.announce(connection, transaction, request, pathAndQuery);
    }

    /**
     * What the tracker says.
     *
     * @param body what follows the header, 12 bytes at least
     * @param addressBytes bytes of a peer's address: 4 when the tracker was asked over IPv4, 16 over IPv6
     * @param local whether the tracker is in the networks of this house
     */
    static AnnounceAnswer read(ByteBuffer body, int addressBytes, boolean local) {
        long interval = Math.max(-1, body.getInt());
        int leechers = Math.max(-1, body.getInt());
        int seeds = Math.max(-1, body.getInt());
        byte[] compact = new byte[body.remaining()];
        body.get(compact);
        CompactPeers peers = new CompactPeers();
        peers.addAll(compact, addressBytes);
        return new AnnounceAnswer(interval, -1, seeds, leechers, new byte[0], Optional.empty(), peers.peers(), local);
    }
}
