package org.torrent.session.peers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.torrent.protocol.Handshake;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.WireBatch;
import org.torrent.session.wire.WireOwner;

/**
 * Carries what connections report from the I/O threads to the torrent's loop. Knows which connections live, so that they
 * can be closed by any thread when the torrent's loop is stuck.
 */
final class WireInbox implements WireOwner {
    private final Mailbox<TorrentInput> mailbox;
    private final WireOwner onLoop;
    private final Set<PeerWire> living = ConcurrentHashMap.newKeySet();

    WireInbox(Mailbox<TorrentInput> mailbox, WireOwner onLoop) {
        this.mailbox = mailbox;
        this.onLoop = onLoop;
    }

    /** Closes every connection: the loop that should is stuck. After the ownership was taken. */
    void closeAll(String reason) {
        living.forEach(wire -> wire.close(reason));
    }

    private void lives(PeerWire wire) {
        living.add(wire);
        if (!mailbox.ownership().isCurrent()) {
            wire.close("its torrent was taken over");
        }
    }

    @Override
    public void onOpen(PeerWire wire) {
        lives(wire);
        mailbox.post(TorrentInput.WIRE_OPEN, () -> onLoop.onOpen(wire));
    }

    @Override
    public void onHandshake(PeerWire wire, Handshake handshake) {
        lives(wire);
        mailbox.post(TorrentInput.WIRE_HANDSHAKE, () -> onLoop.onHandshake(wire, handshake));
    }

    @Override
    public void onBatch(PeerWire wire, WireBatch batch) {
        mailbox.post(TorrentInput.WIRE_BATCH, () -> onLoop.onBatch(wire, batch), batch::discard);
    }

    @Override
    public void onRoom(PeerWire wire) {
        mailbox.post(TorrentInput.WIRE_ROOM, () -> onLoop.onRoom(wire));
    }

    @Override
    public void onClosed(PeerWire wire, String reason) {
        living.remove(wire);
        mailbox.post(TorrentInput.WIRE_CLOSED, () -> onLoop.onClosed(wire, reason));
    }
}
