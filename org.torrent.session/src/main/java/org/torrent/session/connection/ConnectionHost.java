package org.torrent.session.connection;

import java.net.Inet6Address;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.spi.storage.StorageException;

/** What one connection needs of its torrent, and tells it. On the torrent's loop. */
public interface ConnectionHost {
    /** The torrent's pieces; null while no storage is open. */
    TorrentPieces pieces();

    /** Whether the torrent misses something that is in there; false for null. */
    boolean wantsFrom(Bitfield bits);

    /** The connection has messages to send at the end of the loop's turn. */
    void needsFlush();

    /** The peer wants something of us. */
    void interested(long nowNanos);

    /** Whether the peer, choked, gets a block of a piece that is allowed to it (BEP 6); it counts then. */
    boolean servesChoked(BlockRequest block);

    /** The peer said what it has. */
    void announced();

    /** The peer has one piece more. */
    void announced(int piece);

    /** The peer has a piece no more. */
    void withdrawn(int piece);

    /** The peer told the port it listens on. */
    void listensOn(int port);

    /** The peer told the port of its DHT node. */
    void hasDhtNode(int port);

    /** The peer said that it has this address, too. */
    void isAlsoAt(Inet6Address address);

    /** Payload left for the peer. */
    void uploaded(long bytes, long nowNanos);

    /** A block that the peer asked for can't be read. */
    void unreadable(StorageException error);
}
