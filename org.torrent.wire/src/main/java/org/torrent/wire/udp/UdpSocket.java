package org.torrent.wire.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.wire.reason.Reasons;

/** One bound socket. Any thread queues what is to be sent; the loop sends, receives and calls the handlers. */
final class UdpSocket implements UdpLoop.Ready {
    private record Item(InetSocketAddress remote, ByteBuffer datagram, UdpUsers.User by) {}

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final UdpLoop loop;
    private final UdpCounters counters = new UdpCounters();
    private final UdpUsers users = new UdpUsers(counters);
    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean flushPosted = new AtomicBoolean();
    private final BiConsumer<UdpSocket, String> onBroken;
    private volatile UdpSettings settings;

    // Loop only from here.
    private final ByteBuffer input = ByteBuffer.allocateDirect(DatagramTransport.MAX_BYTES + 1);
    private SelectionKey key;
    private long secondBegan = System.nanoTime();
    private int inThisSecond;
    private int failures;

    private UdpSocket(
            DatagramChannel channel,
            InetSocketAddress address,
            UdpLoop loop,
            UdpSettings settings,
            BiConsumer<UdpSocket, String> onBroken) {
        this.onBroken = onBroken;
        this.channel = channel;
        this.address = address;
        this.loop = loop;
        this.settings = settings;
    }

    /**
     * Binds; nothing is received before {@link #start}.
     *
     * @param onBroken told on the loop that the socket can't go on, and why
     */
    static UdpSocket bind(
            InetSocketAddress wanted, UdpLoop loop, UdpSettings settings, BiConsumer<UdpSocket, String> onBroken)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, UdpLimits.SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, UdpLimits.SOCKET_BUFFER_BYTES);
            channel.bind(wanted);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            InetSocketAddress address = new InetSocketAddress(wanted.getAddress(), port);
            return new UdpSocket(channel, address, loop, settings, onBroken);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    void start() {
        loop.execute(() -> {
            try {
                key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
                flush();
            } catch (ClosedChannelException closedMeanwhile) {
                queue.clear();
            }
        });
    }

    InetSocketAddress address() {
        return address;
    }

    UdpUsers users() {
        return users;
    }

    UdpCounters counters() {
        return counters;
    }

    void settings(UdpSettings changed) {
        settings = changed;
    }

    boolean send(InetSocketAddress remote, ByteBuffer datagram, UdpUsers.User by) {
        int length = datagram.remaining();
        if (length == 0 || length > DatagramTransport.MAX_BYTES || remote.isUnresolved() || !channel.isOpen()) {
            return refuse();
        }
        if (queuedBytes.addAndGet(length) > settings.queueBytes()) {
            queuedBytes.addAndGet(-length);
            return refuse();
        }
        queue.add(new Item(remote, datagram.duplicate(), by));
        if (flushPosted.compareAndSet(false, true)) {
            loop.execute(this::flush);
        }
        return true;
    }

    private boolean refuse() {
        counters.refused.incrementAndGet();
        return false;
    }

    /** Takes the address no longer than the selector needs to let go of it. Any thread. */
    void close() {
        try {
            channel.close();
        } catch (IOException nothingToDo) {
            queue.clear();
        }
        loop.execute(queue::clear);
    }

    @Override
    public void onReady(SelectionKey ready) {
        if (ready.isValid() && ready.isWritable()) {
            flush();
        }
        if (ready.isValid() && ready.isReadable()) {
            receive();
        }
    }

    private void flush() {
        flushPosted.set(false);
        int count = 0;
        boolean full = false;
        for (Item item = queue.peek(); item != null && !full && channel.isOpen(); item = queue.peek()) {
            full = ++count > UdpLimits.TURN_DATAGRAMS || !sent(item);
            if (!full) {
                queue.remove();
                queuedBytes.addAndGet(-length(item));
            }
        }
        if (key != null && key.isValid()) {
            key.interestOps(full ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** What was counted when it was queued; sending moves the position. */
    private static int length(Item item) {
        return item.datagram.limit() - item.datagram.position();
    }

    /** Hands a datagram to the system; false when that has no room for it. */
    private boolean sent(Item item) {
        try {
            if (channel.send(item.datagram.duplicate(), item.remote) == 0) {
                return false;
            }
            counters.sent.incrementAndGet();
        } catch (IOException | RuntimeException failure) { // An address of a family we are not bound to, for one.
            users.failed(item.by, item.remote, Reasons.of(failure));
        }
        return true;
    }

    private void receive() {
        for (int i = 0; i < UdpLimits.TURN_DATAGRAMS && channel.isOpen(); i++) {
            input.clear();
            try {
                InetSocketAddress remote = (InetSocketAddress) channel.receive(input);
                failures = 0;
                if (remote == null) {
                    return;
                }
                received(remote);
            } catch (IOException failure) {
                counters.failed.incrementAndGet();
                if (++failures > UdpLimits.FAILURES_MAX) {
                    onBroken.accept(this, Reasons.of(failure));
                    return;
                }
            }
        }
    }

    private void received(InetSocketAddress remote) {
        input.flip();
        if (isOverRate()) {
            counters.overRate.incrementAndGet();
        } else if (input.remaining() > DatagramTransport.MAX_BYTES) {
            counters.tooLong.incrementAndGet();
        } else {
            users.deliver(remote, input);
        }
    }

    private boolean isOverRate() {
        long now = System.nanoTime();
        if (now - secondBegan >= TimeUnit.SECONDS.toNanos(1)) {
            secondBegan = now;
            inThisSecond = 0;
        }
        return ++inThisSecond > settings.datagramsPerSecond();
    }
}
