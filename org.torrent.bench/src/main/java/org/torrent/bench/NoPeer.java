package org.torrent.bench;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.PeerSnapshot;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.spi.buffer.Block;

/** A connection that takes everything. */
final class NoPeer implements EnginePeer {
    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress("192.0.2.1", 1);
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress("192.0.2.2", 2);
    }

    @Override
    public boolean outgoing() {
        return true;
    }

    @Override
    public long reservedBits() {
        return 0;
    }

    @Override
    public PeerSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> sendExtended(int id, byte[] body) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> send(Message message) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> sendPiece(BlockRequest request, ByteBuffer payload) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long queuedExtendedBytes() {
        return 0;
    }

    @Override
    public boolean keepHandshake(int bytes) {
        return true;
    }

    @Override
    public void giveBack(BlockRequest request, Block block) {
        block.release();
    }

    @Override
    public void disconnect(String reason) {}
}
