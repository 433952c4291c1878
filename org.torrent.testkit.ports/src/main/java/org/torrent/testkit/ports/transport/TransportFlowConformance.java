package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.spi.transport.Connection;
import org.torrent.testkit.ports.buffer.CountedBlock;

/** How bytes flow: order, blocks, what is left unread, back pressure. Part of {@link TransportConformance}. */
public abstract class TransportFlowConformance extends TransportHarness {
    @Test
    void write_whenManyBuffersAreWritten_shouldDeliverThemInOrder() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] bytes = random(LARGE_BYTES);
        Random sizes = new Random(7);
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, sizes.nextInt(40_000));
            ByteBuffer part =
                    sizes.nextBoolean() ? ByteBuffer.allocateDirect(count + 5) : ByteBuffer.allocate(count + 5);
            part.position(3).put(bytes, at, count).flip().position(3);
            here.connection().write(part);
            at += count;
        }
        await("all bytes arrive", () -> there.size() == bytes.length);
        assertThat(there.bytes()).isEqualTo(bytes);
        await("all bytes are reported as written", () -> here.written() == bytes.length);
    }

    @Test
    void write_whenBothEndsWrite_shouldDeliverBoth() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().write(ByteBuffer.wrap(random(LARGE_BYTES)));
        there.connection().write(ByteBuffer.wrap(random(LARGE_BYTES / 2)));
        await("all bytes arrive", () -> there.size() == LARGE_BYTES && here.size() == LARGE_BYTES / 2);
        assertThat(there.bytes()).isEqualTo(random(LARGE_BYTES));
        assertThat(here.bytes()).isEqualTo(random(LARGE_BYTES / 2));
    }

    @Test
    void write_whenCalledFromInsideTheHandler_shouldSend() throws IOException {
        RecordingHandler there = new RecordingHandler() {
            @Override
            protected void received(ByteBuffer bytes) {
                int count = bytes.remaining();
                keep(bytes, count);
                connection().write(ByteBuffer.wrap(bytes(), size() - count, count));
            }
        };
        RecordingHandler here = new RecordingHandler() {
            @Override
            protected void opened(Connection connection) {
                connection.write(ByteBuffer.wrap(random(LARGE_BYTES)));
            }
        };
        join(there, here);
        await("the echo arrives", () -> here.size() == LARGE_BYTES);
        assertThat(here.bytes()).isEqualTo(random(LARGE_BYTES));
    }

    @Test
    void writeBlock_whenSent_shouldReleaseItOnce() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        CountedBlock block = new CountedBlock(
                ByteBuffer.allocateDirect(20_000).put(random(20_000)).flip().position(1_000));
        block.retain();
        here.connection().write(block);
        await("the block is given back", () -> block.references() == 1);
        await("all bytes arrive", () -> there.size() == 19_000);
        assertThat(ByteBuffer.wrap(there.bytes())).isEqualTo(ByteBuffer.wrap(random(20_000), 1_000, 19_000));
    }

    @Test
    void writeBlock_whenMixedWithBuffers_shouldKeepTheOrder() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] bytes = random(90_000);
        List<CountedBlock> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 3_000) {
            CountedBlock block = new CountedBlock(ByteBuffer.wrap(bytes, at, 1_000));
            blocks.add(block);
            here.connection().write(block);
            here.connection().write(ByteBuffer.wrap(bytes, at + 1_000, 2_000));
        }
        await("all bytes arrive", () -> there.size() == bytes.length);
        assertThat(there.bytes()).isEqualTo(bytes);
        await("all blocks are given back", () -> blocks.stream().allMatch(CountedBlock::isReleased));
    }

    @Test
    void writeBlock_whenClosedBefore_shouldReleaseIt() throws IOException {
        RecordingHandler there = new RecordingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().close("done");
        CountedBlock block = new CountedBlock(ByteBuffer.allocate(100));
        here.connection().write(block);
        await("the block is given back", block::isReleased);
        assertThat(block.references()).isZero();
    }

    @Test
    void close_whenBlocksAreQueued_shouldReleaseThem() throws IOException {
        RecordingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        List<CountedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < HUGE_BYTES; i += 1 << 20) {
            CountedBlock block = new CountedBlock(ByteBuffer.allocateDirect(1 << 20));
            blocks.add(block);
            here.connection().write(block);
        }
        await("some is written", () -> here.written() > 0);
        here.connection().close("enough");
        await("all blocks are given back", () -> blocks.stream().allMatch(CountedBlock::isReleased));
        assertThat(blocks).allMatch(block -> block.references() == 0);
    }

    @Test
    void onReceived_whenTheHandlerConsumesInUnits_shouldDeliverTheRestAgainInFront() throws IOException {
        RecordingHandler there = new RecordingHandler() {
            @Override
            protected void received(ByteBuffer bytes) {
                keep(bytes, bytes.remaining() / 1_000 * 1_000);
            }
        };
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] bytes = random(LARGE_BYTES);
        for (int at = 0; at < bytes.length; at += 700) {
            here.connection().write(ByteBuffer.wrap(bytes, at, Math.min(700, bytes.length - at)));
        }
        await("all bytes arrive", () -> there.size() == LARGE_BYTES);
        assertThat(there.bytes()).isEqualTo(bytes);
    }

    @Test
    void suspendRead_whenTheOtherEndGoesOnWriting_shouldPushBackAndLoseNothing() throws IOException {
        SuspendingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        byte[] part = random(1 << 20);
        for (int i = 0; i < HUGE_BYTES; i += part.length) {
            here.connection().write(ByteBuffer.wrap(part));
        }
        await("the first bytes are written", () -> here.written() > 0 && there.isSuspended());
        assertThat(there.size()).isLessThan(HUGE_BYTES);
        there.goOn();
        await("all bytes arrive", () -> there.size() == HUGE_BYTES);
        await("all bytes are reported as written", () -> here.written() == HUGE_BYTES);
    }

    @Test
    void resumeRead_whenAllWasLeft_shouldDeliverItWithoutNewBytes() throws IOException {
        SuspendingHandler there = new SuspendingHandler();
        RecordingHandler here = new RecordingHandler();
        join(there, here);
        here.connection().write(ByteBuffer.wrap(random(100)));
        await("bytes were offered and left", there::isSuspended);
        assertThat(there.size()).isZero();
        there.goOn();
        await("they are offered again", () -> there.size() == 100);
        assertThat(there.bytes()).isEqualTo(random(100));
    }
}
