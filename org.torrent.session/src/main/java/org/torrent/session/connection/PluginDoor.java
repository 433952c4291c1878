package org.torrent.session.connection;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.torrent.api.PeerSnapshot;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Message;
import org.torrent.session.budget.RetainedHeap;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.MessageRefused;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.wire.ReceivedBlock;
import org.torrent.spi.buffer.Block;

/** One connection as the plugin runtime sees it. On the torrent's loop unless {@link EnginePeer} says otherwise. */
public final class PluginDoor implements EnginePeer {
    private final PeerState peer;
    private final PeerSender sender;
    private final PluginMessages messages;
    private final Consumer<String> closer;
    private final Consumer<ReceivedBlock> takeBack;
    private final Mailbox<TorrentInput> mailbox;
    private final RetainedHeap.Account handshake;
    private long queuedBytes;
    private volatile PeerSnapshot snapshot;

    PluginDoor(
            PeerState peer,
            PeerSender sender,
            PluginMessages messages,
            Consumer<String> closer,
            Consumer<ReceivedBlock> takeBack,
            Mailbox<TorrentInput> mailbox,
            RetainedHeap.Account handshake) {
        this.peer = peer;
        this.sender = sender;
        this.messages = messages;
        this.closer = closer;
        this.takeBack = takeBack;
        this.mailbox = mailbox;
        this.handshake = handshake;
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

    /** A newer view. */
    public void snapshot(PeerSnapshot newest) {
        snapshot = newest;
    }

    @Override
    public CompletionStage<Void> sendExtended(int id, byte[] body) {
        sender.send(new Message.Extended(id, body));
        return queued(body.length);
    }

    @Override
    public CompletionStage<Void> send(Message message) throws MessageRefused {
        int bytes = message instanceof Message.Unknown unknown ? unknown.body().length : 0;
        return messages.send(message) ? queued(bytes) : CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> sendPiece(BlockRequest request, ByteBuffer payload) throws MessageRefused {
        messages.sendPiece(request, payload);
        return queued(request.length());
    }

    /** Sends what was said, and counts it until it reached the socket. */
    private CompletionStage<Void> queued(int payloadBytes) {
        sender.flush();
        int bytes = payloadBytes + PluginLimits.MESSAGE_BYTES;
        queuedBytes += bytes;
        return sender.wire()
                .sent()
                .whenCompleteAsync((done, failed) -> queuedBytes -= bytes, mailbox.executor(TorrentInput.WIRE_SENT));
    }

    @Override
    public long queuedExtendedBytes() {
        return queuedBytes;
    }

    @Override
    public boolean keepHandshake(int bytes) {
        boolean isRoom = handshake.resize(bytes);
        if (!isRoom) {
            handshake.close();
        }
        return isRoom;
    }

    @Override
    public void giveBack(BlockRequest request, Block block) {
        takeBack.accept(new ReceivedBlock(request, block));
    }

    /** The connection is gone. */
    void ended() {
        handshake.close();
    }

    @Override
    public void disconnect(String reason) {
        closer.accept(reason);
    }
}
