package org.torrent.testkit.ports.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;

/** What the datagram suite is made of: two providers that reach each other, and users that are checked. */
public abstract class DatagramHarness {
    static final int QUEUE_BYTES = 1_500;
    static final int PER_SECOND = 50;

    private final List<DatagramTransport> transports = new ArrayList<>();
    private final List<DatagramRecorder> recorders = new ArrayList<>();
    DatagramTransport near;
    DatagramTransport far;

    /** A new provider with these bounds; two of them can reach each other. */
    protected abstract DatagramTransport newTransport(int queueBytes, int datagramsPerSecond) throws Exception;

    /** Another provider on the same host. */
    protected abstract DatagramTransport besides(DatagramTransport transport) throws Exception;

    /** What its departure does: closes the provider. Idempotent. */
    protected abstract void close(DatagramTransport transport) throws Exception;

    /** An address of a provider {@link #newTransport} gave, with that port. */
    protected abstract InetSocketAddress address(DatagramTransport transport, int port);

    /** An address of another family than those of {@link #address}; a provider can't send there from one of those. */
    protected abstract InetSocketAddress otherFamily();

    /** Returns once the condition holds; fails when that takes too long. */
    protected abstract void await(String what, BooleanSupplier condition);

    @BeforeEach
    void makeTransports() throws Exception {
        near = make(1 << 20, 100_000);
        far = make(1 << 20, 100_000);
    }

    final DatagramTransport make(int queueBytes, int datagramsPerSecond) throws Exception {
        return track(newTransport(queueBytes, datagramsPerSecond));
    }

    final DatagramTransport track(DatagramTransport transport) {
        transports.add(transport);
        return transport;
    }

    @AfterEach
    void closeTransports() throws Exception {
        for (DatagramTransport transport : transports) {
            close(transport);
        }
        for (DatagramRecorder recorder : recorders) {
            await("every user hears of the end", recorder::isClosed);
            assertThat(recorder.violations())
                    .as("broken rules of DatagramHandler")
                    .isEmpty();
        }
    }

    final <R extends DatagramRecorder> R track(R recorder) {
        recorders.add(recorder);
        return recorder;
    }

    final DatagramRecorder recorder(String firsts) {
        return track(new DatagramRecorder(firsts));
    }

    final DatagramPort open(DatagramTransport transport, DatagramHandler handler) throws IOException {
        return transport.open(address(transport, 0), 0, handler);
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
