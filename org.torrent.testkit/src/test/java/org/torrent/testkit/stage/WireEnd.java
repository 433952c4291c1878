package org.torrent.testkit.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.torrent.model.BlockRequest;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.wire.PeerWire;
import org.torrent.session.wire.ReceivedBlock;
import org.torrent.session.wire.WireBatch;
import org.torrent.session.wire.WireOwner;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.buffer.BlockPool;
import org.torrent.spi.runtime.EventLoop;

/** A torrent that writes down what its one connection brings, and is slow to give blocks back. */
final class WireEnd implements WireOwner {
    private static final long NANOS_PER_BLOCK = 2_000_000;

    final List<Message> messages = new ArrayList<>();
    final List<BlockRequest> pieces = new ArrayList<>();
    final List<String> closings = new ArrayList<>();
    private final EventLoop loop;
    private final BlockPool pool;
    private final Handshake ours;
    Handshake theirs;
    PeerWire wire;
    int rooms;

    WireEnd(EventLoop loop, BlockPool pool, Handshake ours) {
        this.loop = loop;
        this.pool = pool;
        this.ours = ours;
    }

    /** The payload every piece of a test has. */
    static byte at(BlockRequest span, int index) {
        return (byte) (span.piece() * 7 + span.offset() * 3 + index);
    }

    /** As a storage thread does it. */
    void sendPiece(BlockRequest span) {
        Block block = pool.tryAcquire(BlockPool.HEADER_BYTES + span.length());
        ByteBuffer buffer = block.buffer().position(BlockPool.HEADER_BYTES);
        for (int i = 0; i < span.length(); i++) {
            buffer.put(at(span, i));
        }
        buffer.flip().position(BlockPool.HEADER_BYTES);
        wire.sender().sendPiece(span, block);
    }

    void send(ByteBuffer encoded) {
        wire.sender().send(encoded);
    }

    @Override
    public void onOpen(PeerWire opened) {
        greet(opened);
    }

    private void greet(PeerWire opened) {
        wire = opened;
        opened.sender().send(ByteBuffer.wrap(ours.encode()));
    }

    @Override
    public void onHandshake(PeerWire from, Handshake handshake) {
        theirs = handshake;
        if (!from.outgoing()) {
            greet(from);
        }
    }

    @Override
    public void onBatch(PeerWire from, WireBatch batch) {
        int blocks = 0;
        for (Object event : batch.events()) {
            if (event instanceof ReceivedBlock received) {
                blocks++;
                pieces.add(received.span());
                check(received);
                loop.schedule(received.block()::release, blocks * NANOS_PER_BLOCK);
            } else {
                messages.add((Message) event);
            }
        }
        loop.schedule(() -> from.processed(batch.bytes()), blocks * NANOS_PER_BLOCK);
    }

    private static void check(ReceivedBlock received) {
        ByteBuffer payload = received.block().buffer();
        assertThat(payload.remaining()).isEqualTo(received.span().length());
        for (int i = 0; payload.hasRemaining(); i++) {
            assertThat(payload.get()).isEqualTo(at(received.span(), i));
        }
    }

    @Override
    public void onRoom(PeerWire from) {
        rooms++;
    }

    @Override
    public void onClosed(PeerWire from, String reason) {
        closings.add(reason);
    }
}
