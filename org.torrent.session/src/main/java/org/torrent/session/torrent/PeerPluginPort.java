package org.torrent.session.torrent;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.torrent.api.PeerSnapshot;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.EnginePeer;

/** One connection as the plugin runtime sees it. */
final class PeerPluginPort implements EnginePeer {
    private final Peer peer;
    private long queuedBytes;
    private volatile PeerSnapshot snapshot;

    PeerPluginPort(Peer peer) {
        this.peer = peer;
    }

    @Override
    public InetSocketAddress remote() {
        return peer.wire.remote();
    }

    @Override
    public InetSocketAddress local() {
        return peer.wire.local();
    }

    @Override
    public boolean outgoing() {
        return peer.wire.outgoing();
    }

    @Override
    public long reservedBits() {
        return peer.theirs.reservedBits();
    }

    @Override
    public PeerSnapshot snapshot() {
        return snapshot;
    }

    void snapshot(PeerSnapshot newest) {
        snapshot = newest;
    }

    @Override
    public CompletionStage<Void> sendExtended(int id, byte[] body) {
        peer.send(new Message.Extended(id, body));
        peer.flush();
        queuedBytes += body.length;
        return peer.wire
                .sender()
                .sent()
                .whenCompleteAsync((done, failed) -> queuedBytes -= body.length, peer.torrent.loop());
    }

    @Override
    public long queuedExtendedBytes() {
        return queuedBytes;
    }

    @Override
    public void disconnect(String reason) {
        peer.close(reason);
    }
}
