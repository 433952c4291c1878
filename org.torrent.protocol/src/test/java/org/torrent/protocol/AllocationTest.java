package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;

/** What decoding costs in heap, counted by the JVM. */
class AllocationTest {
    private static final int ROUNDS = 20_000;

    /** A request and its block: two objects of at most 24 bytes each. */
    private static final long BYTES_PER_REQUEST = 48;

    /** For what the JVM or an agent allocates beside us, over all rounds. */
    private static final long NOISE_BYTES = 64 * 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteBuffer room = ByteBuffer.allocateDirect(16 * 1024);

    private final MessageDecoder.Handler sink = new MessageDecoder.Handler() {
        @Override
        public void onHandshake(Handshake handshake) {}

        @Override
        public void onMessage(Message message) {}

        @Override
        public ByteBuffer onPieceStart(BlockRequest block) {
            return room.clear();
        }

        @Override
        public void onPieceEnd(BlockRequest block) {}
    };

    @Test
    void decode_whenRequestsCome_shouldAllocateTheirRecordsOnly() throws ProtocolException {
        byte[] wire = Wire.encode(new Message.Request(new BlockRequest(1, 2, 3)));
        assertThat(allocated(wire)).isLessThan(ROUNDS * BYTES_PER_REQUEST + NOISE_BYTES);
    }

    @Test
    void decode_whenPiecesCome_shouldAllocateTheirBlockRecordOnly() throws ProtocolException {
        byte[] wire = Wire.piece(new BlockRequest(1, 0, 16 * 1024), new byte[16 * 1024]);
        assertThat(allocated(wire)).isLessThan(ROUNDS * BYTES_PER_REQUEST + NOISE_BYTES);
    }

    @Test
    void decode_whenChokesCome_shouldAllocateNothing() throws ProtocolException {
        assertThat(allocated(Wire.encode(new Message.Choke()))).isLessThan(NOISE_BYTES);
    }

    @Test
    void decode_whenOnlyTheLengthOfAHugeMessageCame_shouldNotAllocateIt() throws ProtocolException {
        MessageDecoder decoder = Wire.decoder(sink);
        ByteBuffer input = ByteBuffer.wrap(Wire.hex("00100000 63 000000"));
        long before = threads.getCurrentThreadAllocatedBytes();
        decoder.decode(input);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(NOISE_BYTES);
    }

    private long allocated(byte[] wire) throws ProtocolException {
        MessageDecoder decoder = Wire.decoder(sink);
        ByteBuffer input = Wire.direct(wire);
        decoder.decode(input);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            decoder.decode(input.rewind());
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
