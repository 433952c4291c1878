package org.torrent.testkit.ports.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;

/**
 * One end of a connection. Its handler is called on the host's I/O loop. It is as unhelpful as the port allows: bytes are
 * taken from written buffers late, received buffers are overwritten after the call, and suspending may come one
 * delivery too late.
 */
final class SimConnection implements Connection, SimPipe.End {
    private static final int MAX_READ_BYTES = 64 * 1024;
    private static final byte POISON = (byte) 0xdd;

    private final SimCarrier carrier;
    private final SimMachine host;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final ConnectionHandler handler;
    private SimPipe out;
    private SimPipe in;

    /** Received and not consumed; the first {@code offered} of them the handler has seen and left. */
    private byte[] inbox = {};

    private int offered;
    private boolean opened;
    private boolean closed;
    private boolean ended;
    private boolean suspended;
    private boolean oneMore;
    private boolean resumed;
    private boolean deliveryQueued;
    private long writtenBytes;
    private String reasonAfterWrites;

    SimConnection(SimCarrier carrier, InetSocketAddress local, InetSocketAddress remote, ConnectionHandler handler) {
        this.carrier = carrier;
        this.host = carrier.machine();
        this.local = local;
        this.remote = remote;
        this.handler = handler;
    }

    static void join(SimConnection a, SimConnection b) {
        a.out = new SimPipe(a.carrier, a, b.carrier, b);
        b.out = new SimPipe(b.carrier, b, a.carrier, a);
        a.in = b.out;
        b.in = a.out;
    }

    void open() {
        if (closed) {
            return;
        }
        carrier.opened(this);
        host.io().execute(() -> {
            if (!closed) {
                opened = true;
                guarded(() -> handler.onOpen(this));
                queueDelivery();
            }
        });
        if (carrier.isClosed()) {
            close(SimCarrier.STOPPED);
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!closed && reasonAfterWrites == null) {
            out.write(bytes.duplicate(), null);
        }
    }

    @Override
    public void write(Block block) {
        if (closed || reasonAfterWrites != null) {
            block.release();
        } else {
            out.write(block.buffer(), block);
        }
    }

    @Override
    public void suspendRead() {
        if (!suspended) {
            suspended = true;
            oneMore = deliveryQueued && host.paths().random().nextBoolean();
        }
    }

    @Override
    public void resumeRead() {
        suspended = false;
        offered = 0;
        resumed = true;
        queueDelivery();
    }

    @Override
    public void execute(Runnable task) {
        host.io().execute(() -> {
            if (!closed) {
                guarded(task);
            }
        });
    }

    @Override
    public void close(String reason) {
        if (shut(reason)) {
            out.finish();
        }
    }

    @Override
    public void closeAfterWrites(String reason, long timeoutMillis) {
        if (closed || reasonAfterWrites != null) {
            return;
        }
        reasonAfterWrites = reason;
        if (out.isDrained()) {
            close(reason);
        } else {
            host.io().schedule(() -> close(reason), TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        }
    }

    /** The dial that made this failed; nobody ever saw the connection. */
    void abandon(String reason) {
        broken(reason);
        in.reset(reason);
    }

    /** The network ended it. */
    @Override
    public void broken(String reason) {
        shut(reason);
        out.kill();
    }

    private boolean shut(String reason) {
        if (closed) {
            return false;
        }
        closed = true;
        inbox = new byte[0];
        carrier.gone(this);
        host.io().execute(() -> handler.onClosed(reason));
        return true;
    }

    /** Bytes left the sender's queue. */
    @Override
    public void written(int bytes) {
        if (writtenBytes == 0) {
            host.io().execute(this::reportWritten);
        }
        writtenBytes += bytes;
    }

    private void reportWritten() {
        long bytes = writtenBytes;
        writtenBytes = 0;
        if (closed) {
            return;
        }
        if (bytes > 0) {
            guarded(() -> handler.onWritten(bytes));
        }
        if (reasonAfterWrites != null && out.isDrained()) {
            close(reasonAfterWrites);
        }
    }

    @Override
    public void received(byte[] bytes) {
        if (closed) {
            if (reasonAfterWrites == null) {
                in.reset("reset by peer");
            } // else what the other end still sends is discarded, so that it gets all that was written
            return;
        }
        int before = inbox.length;
        inbox = Arrays.copyOf(inbox, before + bytes.length);
        System.arraycopy(bytes, 0, inbox, before, bytes.length);
        queueDelivery();
    }

    @Override
    public void ended() {
        ended = true;
        queueDelivery();
    }

    private void queueDelivery() {
        if (!deliveryQueued && opened && !closed) {
            deliveryQueued = true;
            host.io().execute(this::deliver);
        }
    }

    private void deliver() {
        deliveryQueued = false;
        if (closed || suspended && !oneMore) {
            return;
        }
        oneMore = false;
        if (inbox.length > offered) {
            offer();
        }
        if (closed || suspended) {
            return;
        }
        if (inbox.length > offered) {
            queueDelivery();
        } else if (ended) {
            close("closed by peer");
        }
    }

    private void offer() {
        int count = Math.min(inbox.length, offered + MAX_READ_BYTES);
        boolean direct = host.paths().random().nextBoolean();
        ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(count) : ByteBuffer.allocate(count);
        bytes.put(inbox, 0, count).flip();
        resumed = false;
        guarded(() -> handler.onReceived(bytes));
        if (closed) {
            return;
        }
        int consumed = bytes.position();
        offered = resumed ? 0 : bytes.limit() - consumed;
        inbox = Arrays.copyOfRange(inbox, consumed, inbox.length);
        bytes.clear();
        while (bytes.hasRemaining()) {
            bytes.put(POISON);
        }
        in.read(consumed);
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (AssertionError e) {
            throw e;
        } catch (Throwable t) {
            close(t.toString());
        }
    }
}
