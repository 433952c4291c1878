package org.torrent.tracker.udp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.torrent.tracker.AnnounceEvent;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Announced;

/** Datagrams to trackers, and the shape of those that come back (BEP 15, 41). All numbers are big endian. */
final class Packets {
    static final int CONNECT = 0;
    static final int ANNOUNCE = 1;
    static final int ERROR = 3;

    /** Bytes of action and transaction id, with which every answer begins. */
    static final int HEADER_BYTES = 8;

    private static final long PROTOCOL = 0x41727101980L;
    private static final int CONNECT_BYTES = 16;
    private static final int ANNOUNCE_BYTES = 98;
    private static final int URL_DATA = 2;
    private static final int OPTION_BYTES = 255;

    private Packets() {}

    /** Asks for a connection id. */
    static ByteBuffer connect(int transaction) {
        return ByteBuffer.allocate(CONNECT_BYTES)
                .putLong(PROTOCOL)
                .putInt(CONNECT)
                .putInt(transaction)
                .flip();
    }

    /** Announces; the URL's path and query go as options behind it. */
    static ByteBuffer announce(long connection, int transaction, AnnounceRequest request, String pathAndQuery) {
        byte[] data = pathAndQuery.getBytes(StandardCharsets.UTF_8);
        int options = (data.length + OPTION_BYTES - 1) / OPTION_BYTES;
        Announced torrent = request.torrent();
        ByteBuffer packet = ByteBuffer.allocate(ANNOUNCE_BYTES + data.length + 2 * options)
                .putLong(connection)
                .putInt(ANNOUNCE)
                .putInt(transaction)
                .put(torrent.infoHash().bytes())
                .put(torrent.peerId().bytes())
                .putLong(torrent.downloadedBytes())
                .putLong(torrent.leftBytes())
                .putLong(torrent.uploadedBytes())
                .putInt(code(request.event()))
                .putInt(0) // our address: where it comes from
                .putInt(request.key())
                .putInt(request.wanted())
                .putShort((short) torrent.port());
        for (int at = 0; at < data.length; at += OPTION_BYTES) {
            int length = Math.min(OPTION_BYTES, data.length - at);
            packet.put((byte) URL_DATA).put((byte) length).put(data, at, length);
        }
        return packet.flip();
    }

    /** BEP 15 has no event for a partial seed. */
    private static int code(AnnounceEvent event) {
        return switch (event) {
            case NONE, PAUSED -> 0;
            case COMPLETED -> 1;
            case STARTED -> 2;
            case STOPPED -> 3;
        };
    }

    /** Bytes that an answer of that action has at least. */
    static int shortest(int action) {
        return switch (action) {
            case CONNECT -> 16;
            case ANNOUNCE -> 20;
            default -> HEADER_BYTES;
        };
    }
}
