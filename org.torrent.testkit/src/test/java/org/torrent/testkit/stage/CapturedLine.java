package org.torrent.testkit.stage;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.torrent.spi.buffer.Block;
import org.torrent.spi.transport.Connection;

/** A connection that keeps what is written and runs its tasks when told. */
final class CapturedLine implements Connection {
    private static final InetSocketAddress NOWHERE = new InetSocketAddress("10.0.0.9", 9);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    String reason;

    byte[] written() {
        return written.toByteArray();
    }

    /** Tells whether there was one. */
    boolean runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    @Override
    public InetSocketAddress local() {
        return NOWHERE;
    }

    @Override
    public InetSocketAddress remote() {
        return NOWHERE;
    }

    @Override
    public void write(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        written.writeBytes(copy);
    }

    @Override
    public void write(Block block) {
        write(block.buffer());
        block.release();
    }

    @Override
    public void suspendRead() {}

    @Override
    public void resumeRead() {}

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void close(String why) {
        reason = why;
    }

    @Override
    public void closeAfterWrites(String why, long timeoutMillis) {
        reason = why;
    }
}
