package org.torrent.testkit.ports.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.torrent.spi.buffer.Block;

/**
 * One direction of a connection: what the sender queued, what is under way, in order. Segments are cut at random places,
 * so that no receiver can rely on how its peer wrote. The window bounds what is under way and unread, as TCP's does.
 */
final class SimPipe implements SimPaths.Flow {
    /** One of a pipe's two ends. */
    interface End {
        /** Bytes left the sender's queue. */
        void written(int bytes);

        /** Bytes arrived. */
        void received(byte[] bytes);

        /** The other end sends no more. */
        void ended();

        /** The network ended it. */
        void broken(String reason);
    }

    private static final int WINDOW_BYTES = 256 * 1024;
    private static final int MAX_SEGMENT_BYTES = 16 * 1024;

    /** In the inbox: the sender closed. */
    private static final byte[] END = {};

    /** What was written: a buffer, and the block to give back behind it, if any. */
    private record Chunk(ByteBuffer bytes, Block block) {}

    private final SimCarrier carrier;
    private final SimMachine from;
    private final SimMachine to;
    private final SimPaths paths;
    private final End source;
    private final End sink;
    private final Deque<Chunk> unsent = new ArrayDeque<>();
    private final Deque<byte[]> underWay = new ArrayDeque<>();
    private final long resetAt;
    private long unsentBytes;
    private long unreadBytes;
    private long arrivedBytes;
    private long lastArrivalNanos;
    private boolean transmitting;
    private int waiting;
    private boolean dead;

    SimPipe(SimCarrier carrier, End source, SimCarrier theirs, End sink) {
        this.carrier = carrier;
        this.source = source;
        this.sink = sink;
        this.from = carrier.machine();
        this.to = theirs.machine();
        this.paths = from.paths();
        this.resetAt = paths.takeReset(from.address(), to.address());
        this.lastArrivalNanos = paths.simulation().nowNanos();
        paths.opened(this);
    }

    @Override
    public boolean touches(InetAddress host) {
        return from.address().equals(host) || to.address().equals(host);
    }

    void write(ByteBuffer bytes, Block block) {
        unsent.add(new Chunk(bytes, block));
        unsentBytes += bytes.remaining();
        pump();
    }

    boolean isDrained() {
        return unsent.isEmpty();
    }

    /** The sender closed: what it queued is dropped, what is under way arrives, then the end does. */
    void finish() {
        drop();
        if (!dead) {
            send(END, 0);
        }
    }

    /** The receiver took bytes out of its socket. */
    void read(int count) {
        unreadBytes -= count;
        pump();
    }

    @Override
    public void reset(String reason) {
        source.broken(reason);
        sink.broken(reason);
    }

    void kill() {
        dead = true;
        drop();
        paths.closed(this);
    }

    @Override
    public void onHealed() {
        if (!from.isCut(to)) {
            int count = waiting;
            waiting = 0;
            for (int i = 0; i < count && !dead; i++) {
                arrive();
            }
            pump();
        }
    }

    private void drop() {
        unsent.forEach(SimPipe::giveBack);
        unsent.clear();
        unsentBytes = 0;
    }

    private static void giveBack(Chunk chunk) {
        if (chunk.block() != null) {
            chunk.block().release();
        }
    }

    private void pump() {
        while (!dead && !transmitting && !unsent.isEmpty() && unreadBytes < WINDOW_BYTES) {
            int most = 1 + paths.random().nextInt(MAX_SEGMENT_BYTES);
            byte[] segment = take((int) Math.min(Math.min(most, unsentBytes), WINDOW_BYTES - unreadBytes));
            unreadBytes += segment.length;
            long nanos = from.up().takeNanos(segment.length);
            if (nanos > 0) {
                transmitting = true;
                from.io().schedule(this::transmitted, nanos);
            }
            if (segment.length > 0) {
                send(segment, nanos);
            }
            source.written(segment.length);
        }
    }

    private void transmitted() {
        transmitting = false;
        pump();
    }

    private byte[] take(int count) {
        byte[] segment = new byte[count];
        int filled = 0;
        while (!unsent.isEmpty() && (filled < count || !unsent.peek().bytes().hasRemaining())) {
            ByteBuffer bytes = unsent.peek().bytes();
            int part = Math.min(count - filled, bytes.remaining());
            bytes.get(segment, filled, part);
            filled += part;
            if (!bytes.hasRemaining()) {
                giveBack(unsent.poll());
            }
        }
        unsentBytes -= count;
        return segment;
    }

    private void send(byte[] segment, long transmitNanos) {
        long now = paths.simulation().nowNanos();
        long arrival = now + transmitNanos + carrier.delayNanos(to);
        lastArrivalNanos = arrival + Math.max(0, lastArrivalNanos - arrival);
        underWay.add(segment);
        to.io().schedule(() -> reachDownLink(segment.length), lastArrivalNanos - now);
    }

    private void reachDownLink(int bytes) {
        long nanos = to.down().takeNanos(bytes);
        if (nanos == 0) {
            arrive();
        } else {
            to.io().schedule(this::arrive, nanos);
        }
    }

    /** The next segment under way is there, whichever timer says so: order is the queue's. */
    private void arrive() {
        if (dead) {
            return;
        }
        if (from.isCut(to)) {
            waiting++;
            return;
        }
        byte[] segment = underWay.poll();
        if (segment == END) {
            paths.closed(this);
            sink.ended();
            return;
        }
        int whole = (int) Math.min(segment.length, resetAt - arrivedBytes);
        arrivedBytes += whole;
        sink.received(whole == segment.length ? segment : Arrays.copyOf(segment, whole));
        if (whole < segment.length
                || paths.random().nextDouble() < carrier.pathTo(to).resetChance()) {
            reset("reset by peer");
        }
    }
}
