package org.torrent.session.peers;

import java.net.Inet6Address;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.session.connection.ConnectionHost;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TransferRates;
import org.torrent.session.core.FastAllowance;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.spi.storage.StorageException;

/** What one connection sees of its torrent. */
final class ConnectionDoor implements ConnectionHost {
    private final SwarmHost host;
    private final PeerNews news;
    private final ConnectedPeers peers;
    private final Choking choking;
    private final TransferRates rates;
    private final FastAllowance fast;
    private PeerConnection peer;

    ConnectionDoor(
            SwarmHost host,
            PeerNews news,
            ConnectedPeers peers,
            Choking choking,
            TransferRates rates,
            FastAllowance fast) {
        this.host = host;
        this.news = news;
        this.peers = peers;
        this.choking = choking;
        this.rates = rates;
        this.fast = fast;
    }

    /** Whose door it is; before anything is said through it. */
    void of(PeerConnection connection) {
        peer = connection;
    }

    @Override
    public TorrentPieces pieces() {
        return host.pieces();
    }

    @Override
    public boolean wantsFrom(Bitfield bits) {
        TorrentPieces pieces = host.pieces();
        return bits != null
                && pieces != null
                && pieces.isOpen()
                && pieces.picker().isInteresting(bits);
    }

    @Override
    public void needsFlush() {
        peers.needsFlush(peer);
    }

    @Override
    public void interested(long nowNanos) {
        choking.interested(peer, nowNanos);
    }

    @Override
    public boolean servesChoked(BlockRequest block) {
        TorrentPieces pieces = host.pieces();
        int pieceBytes = pieces == null ? 0 : pieces.layout().pieceLength(block.piece());
        return fast.take(peer.remote().getAddress(), block, pieceBytes);
    }

    @Override
    public void announced() {
        news.announced(peer);
    }

    @Override
    public void announced(int piece) {
        news.announced(peer, piece);
    }

    @Override
    public void withdrawn(int piece) {
        news.withdrawn(peer, piece);
    }

    @Override
    public void listensOn(int port) {
        news.listensOn(peer, port);
    }

    @Override
    public void hasDhtNode(int port) {
        news.hasDhtNode(peer, port);
    }

    @Override
    public void isAlsoAt(Inet6Address address) {
        news.isAlsoAt(peer, address);
    }

    @Override
    public void uploaded(long bytes, long nowNanos) {
        rates.up().add(bytes, nowNanos);
    }

    @Override
    public void unreadable(StorageException error) {
        host.unreadable(error);
    }
}
