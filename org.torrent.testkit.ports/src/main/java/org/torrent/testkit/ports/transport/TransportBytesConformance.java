package org.torrent.testkit.ports.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes in any portions: what is written arrives as it was, what is left comes again. Part of {@link TransportConformance}. */
public abstract class TransportBytesConformance extends TransportFlowConformance {
    @Test
    void write_whenAnySizes_shouldArriveUnchangedAndInOrder() {
        Recorder dialler = recorder();
        Pair pair = connect(dialler, echo());
        Random random = new Random(7);
        byte[] all = random(7, 3_000_000);
        for (int at = 0; at < all.length; ) {
            int length = Math.min(all.length - at, random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(70_000));
            byte[] part = Arrays.copyOfRange(all, at, at + length);
            if (random.nextBoolean()) {
                pair.near().write(pool.filled(part));
            } else {
                pair.near().write(ByteBuffer.wrap(part));
            }
            at += length;
        }
        dialler.awaitReceived(all.length);
        dialler.awaitWritten(all.length);
        assertThat(dialler.bytes()).isEqualTo(all);
        assertThat(dialler.written()).isEqualTo(all.length);
    }

    @Test
    void write_whenBufferIsShared_shouldLeaveItAsItWas() {
        Pair one = connect(recorder(), recorder());
        Pair two = connect(recorder(), recorder());
        ByteBuffer shared = ByteBuffer.wrap(random(3, 1_000)).position(10).limit(900);
        one.near().write(shared);
        two.near().write(shared);
        one.accepted().awaitReceived(890);
        two.accepted().awaitReceived(890);
        assertThat(shared.position()).isEqualTo(10);
        assertThat(two.accepted().bytes()).isEqualTo(one.accepted().bytes());
    }

    @Test
    void write_whenNothingRemains_shouldOnlyReleaseTheBlock() {
        Pair pair = connect(recorder(), recorder());
        pair.near().write(pool.filled(new byte[0]));
        awaitAllReleasedOnce();
        pair.near().write(ByteBuffer.wrap(new byte[] {1}));
        pair.accepted().awaitReceived(1);
    }

    @Test
    void onReceived_whenPartIsLeft_shouldDeliverItAgainInFront() {
        Random random = new Random(11);
        Recorder slow = recorder();
        slow.reading((connection, bytes) -> {
            ByteBuffer part = bytes.slice(bytes.position(), 1 + random.nextInt(bytes.remaining()));
            bytes.position(bytes.position() + part.remaining());
            slow.consume(part);
        });
        byte[] all = random(11, 500_000);
        Pair pair = connect(recorder(), slow);
        pair.near().write(ByteBuffer.wrap(all));
        // What is left waits for newer bytes, so the last of it comes with these.
        for (int i = 0; slow.consumed() < all.length; i++) {
            long before = slow.consumed();
            pair.near().write(ByteBuffer.wrap(new byte[] {(byte) i}));
            await("progress", () -> slow.consumed() > before);
        }
        assertThat(Arrays.copyOf(slow.bytes(), all.length)).isEqualTo(all);
    }
}
