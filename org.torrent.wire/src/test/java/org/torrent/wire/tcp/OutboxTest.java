package org.torrent.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.DummySession;
import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final IoSession session = new DummySession();

    @Test
    void message_whileBytesWait_shouldHaveRemaining() {
        outbox.add(ByteBuffer.allocate(10), null);

        assertThat(((IoBuffer) outbox.poll(session).getMessage()).hasRemaining())
                .isTrue();
    }

    /** Or else MINA stays interested in writing, and the I/O thread spins. */
    @Test
    void message_whenEverythingIsWritten_shouldHaveNothingRemaining() throws IOException {
        outbox.add(ByteBuffer.allocate(10), null);
        IoBuffer message = (IoBuffer) outbox.poll(session).getMessage();

        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            outbox.writeTo(sink, new ByteBuffer[4]);
            assertThat(source.isOpen()).isTrue();
        }

        assertThat(message.hasRemaining()).isFalse();
        assertThat(outbox.poll(session)).isNull();
    }
}
