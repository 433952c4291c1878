package org.torrent.session.torrent;

import org.torrent.protocol.Handshake;
import org.torrent.session.peer.PeerWire;
import org.torrent.session.peer.WireBatch;
import org.torrent.session.peer.WireOwner;
import org.torrent.spi.runtime.EventLoop;

/** Hands what connections report to the peer it is about, and sends what came of it. On the torrent's loop. */
final class Wires implements WireOwner {
    private final Torrent torrent;
    private final Peers peers;

    Wires(Torrent torrent, Peers peers) {
        this.torrent = torrent;
        this.peers = peers;
    }

    @Override
    public EventLoop loop() {
        return torrent.loop();
    }

    @Override
    public void onOpen(PeerWire wire) {
        peers.onOpen(wire);
    }

    @Override
    public void onHandshake(PeerWire wire, Handshake handshake) {
        peers.onHandshake(wire, handshake);
    }

    @Override
    public void onBatch(PeerWire wire, WireBatch batch) {
        Peer peer = peers.find(wire);
        if (peer == null) {
            batch.discard();
            return;
        }
        peer.onBatch(batch, torrent.nowNanos());
        peers.flush();
    }

    @Override
    public void onRoom(PeerWire wire) {
        Peer peer = peers.find(wire);
        if (peer != null) {
            peer.upload.pump();
            peers.flush();
        }
    }

    @Override
    public void onClosed(PeerWire wire, String why) {
        peers.onClosed(wire, why);
    }
}
