package org.torrent.testkit.stage;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.torrent.session.wire.ByteStage;
import org.torrent.session.wire.Outgoing;
import org.torrent.session.wire.StageContext;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/** A rate limit: a token bucket for each direction. Input it has no tokens for is left, output is held back whole. */
public final class BucketStage implements ByteStage {
    private final Clock clock;
    private final EventLoop timer;
    private final Bucket in;
    private final Bucket out;
    private final Queue<Outgoing> held = new ArrayDeque<>();
    private boolean waiting;
    private boolean ended;

    /** As many bytes per second each way, and in one go as many as come in a tenth of a second. */
    public BucketStage(Clock clock, EventLoop timer, long bytesPerSecond) {
        this.clock = clock;
        this.timer = timer;
        this.in = new Bucket(bytesPerSecond);
        this.out = new Bucket(bytesPerSecond);
    }

    @Override
    public ByteStage received(ByteBuffer bytes, StageContext context) {
        int count = (int) Math.min(bytes.remaining(), in.tokens());
        if (count > 0) {
            in.take(count);
            ByteBuffer part = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            context.deliver(part);
        }
        if (bytes.hasRemaining()) {
            context.suspendInput();
            timer.schedule(context::resumeInput, in.nanosUntilSome());
        }
        return this;
    }

    @Override
    public void send(Outgoing chunk, StageContext context) {
        held.add(chunk);
        release(context);
    }

    /** Under the lock of the way out, like all that touches what is held. */
    private void release(StageContext context) {
        while (!held.isEmpty() && out.tokens() > 0) {
            Outgoing chunk = held.remove();
            out.take(chunk.bytes().remaining()); // a debt is worked off before the next one
            context.write(chunk);
        }
        if (!held.isEmpty() && !waiting && !ended) {
            waiting = true;
            timer.schedule(() -> context.withOutput(() -> goOn(context)), out.nanosUntilSome());
        }
    }

    private void goOn(StageContext context) {
        waiting = false;
        release(context);
    }

    @Override
    public void finish(StageContext context) {
        while (!held.isEmpty()) {
            context.write(held.remove());
        }
    }

    @Override
    public void closed() {
        ended = true;
        held.forEach(Outgoing::release);
        held.clear();
    }

    private final class Bucket {
        private final long bytesPerSecond;
        private final long most;
        private long tokens;
        private long sinceNanos = clock.nowNanos();

        Bucket(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
            this.most = Math.max(1, bytesPerSecond / 10);
            this.tokens = most;
        }

        long tokens() {
            long elapsed = clock.nowNanos() - sinceNanos;
            long earned = elapsed * bytesPerSecond / TimeUnit.SECONDS.toNanos(1);
            if (earned > 0) {
                tokens = Math.min(most, tokens + earned);
                sinceNanos = clock.nowNanos();
            }
            return tokens;
        }

        void take(int count) {
            tokens -= count;
        }

        /** A quarter of what it holds: not a call for each byte. */
        long nanosUntilSome() {
            return 1 + (1 + most / 4 - tokens) * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        }
    }
}
