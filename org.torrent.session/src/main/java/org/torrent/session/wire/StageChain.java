package org.torrent.session.wire;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The stages of one connection. Input goes up from the socket to the messages and is taken whole: what a stage or the
 * messages leave is kept here in front of them, because the transport would bring it again untransformed. Output goes
 * down under one lock. A connection without stages has no chain.
 */
final class StageChain {
    /** First of the reasons to suspend reading that stages use, one bit each. */
    private static final int FIRST_REASON = 1 << 8;

    /** What is below and above the stages. */
    interface Ends {
        /** Plain bytes; what is left of them is kept. I/O thread. */
        void messages(ByteBuffer plain);

        /** Bytes for the socket. Under the lock. */
        void write(Outgoing chunk);

        /** Stops reading for a reason; any thread. */
        void suspend(int reason);

        /** Ends a reason; {@link #again} is called when there is none left. Any thread. */
        void resume(int reason);

        /** Any thread. */
        void close(String reason);
    }

    private final Ends ends;
    private final Object gate;
    private final Learned learned;

    /** In front of the messages. */
    private final Remainder plain = new Remainder();

    private Link bottom; // I/O thread, as is Link.above
    private Link top; // under the gate, as are Link.below and ended
    private boolean ended;

    /**
     * A chain that has not started.
     *
     * @param gate the lock of the way out
     * @param learned where stages put what they find out
     */
    StageChain(List<ByteStage> stages, Ends ends, Object gate, Learned learned) {
        this.ends = ends;
        this.gate = gate;
        this.learned = learned;
        int reason = FIRST_REASON;
        for (ByteStage stage : stages) {
            Link link = new Link(stage, reason, top);
            if (top == null) {
                bottom = link;
            } else {
                top.above = link;
            }
            top = link;
            reason <<= 1;
        }
    }

    /** Starts the stages, the one next to the socket first. I/O thread. */
    void start() {
        for (Link link = bottom; link != null; link = link.above) {
            link.stage.start(link);
        }
    }

    /** Bytes from the socket; they are taken whole. I/O thread. */
    void received(ByteBuffer bytes) {
        offer(bottom, bytes);
    }

    /** Offers again what was left. I/O thread. */
    void again() {
        againFrom(bottom);
    }

    /** The upper ones first, because what is kept there came before. */
    private void againFrom(Link link) {
        if (link != null) {
            againFrom(link.above);
        }
        if (!(link == null ? plain : link.kept).isEmpty()) {
            offer(link, ByteBuffer.allocate(0));
        }
    }

    /** Whether every stage went and nothing is kept: the connection can do without. I/O thread. */
    boolean isDone() {
        return bottom == null && plain.isEmpty();
    }

    /** Bytes for the peer. Under the gate. */
    void send(Outgoing chunk) {
        down(top, chunk);
    }

    /** What is held back goes down, whatever the stages think. Under the gate. */
    void finish() {
        for (Link link = top; link != null && !ended; link = link.below) {
            link.stage.finish(link);
        }
    }

    /** Whether every stage went; what was sent before may still be on its way. Under the gate. */
    boolean isEmpty() {
        return top == null;
    }

    /** The end. Under the gate. */
    void close() {
        ended = true; // what still comes goes to the connection, which drops it
        for (Link link = top; link != null; link = link.below) {
            link.stage.closed();
        }
    }

    private void offer(Link to, ByteBuffer bytes) {
        Link link = to;
        while (link != null && link.removed) {
            link = link.above;
        }
        Remainder kept = link == null ? plain : link.kept;
        ByteBuffer all = kept.inFrontOf(bytes);
        int offered = all.remaining();
        if (link == null) {
            ends.messages(all);
        } else if (link.receive(all)) {
            offer(link.above, all);
            return;
        }
        boolean stuck = all.remaining() == offered && offered > StageLimits.KEPT_BYTES;
        kept.keep(all);
        if (stuck) {
            ends.close("a stage consumed nothing of " + offered + " bytes, more than are kept");
        }
    }

    private void down(Link link, Outgoing chunk) {
        if (link == null || ended) {
            ends.write(chunk);
        } else {
            link.stage.send(chunk, link);
        }
    }

    private void unlink(Link gone) {
        Link before = null;
        for (Link link = bottom; link != gone; link = link.above) {
            before = link;
        }
        if (before == null) {
            bottom = gone.above;
        } else {
            before.above = gone.above;
        }
        if (gone.above == null) {
            top = gone.below;
        } else {
            gone.above.below = gone.below;
        }
    }

    /** A stage's place in the chain. */
    private final class Link implements StageContext {
        private final Remainder kept = new Remainder();
        private final int reason;
        private ByteStage stage;
        private boolean removed;
        private Link above;
        private Link below;

        Link(ByteStage stage, int reason, Link below) {
            this.stage = stage;
            this.reason = reason;
            this.below = below;
        }

        /** Lets the stage, and whoever takes its place meanwhile, consume; tells whether the place is gone. */
        boolean receive(ByteBuffer bytes) {
            ByteStage before;
            do {
                before = stage;
                become(before.received(bytes, this));
            } while (!removed && stage != before && bytes.hasRemaining());
            return removed;
        }

        private void become(ByteStage next) {
            if (next == null) {
                removed = true;
                withOutput(() -> unlink(this));
                ends.resume(reason);
            } else if (next != stage) {
                withOutput(() -> stage = next);
                next.start(this);
            }
        }

        @Override
        public void deliver(ByteBuffer bytes) {
            offer(above, bytes);
        }

        @Override
        public void write(Outgoing chunk) {
            withOutput(() -> down(below, chunk));
        }

        @Override
        public void withOutput(Runnable body) {
            synchronized (gate) {
                body.run();
            }
        }

        @Override
        public void suspendInput() {
            ends.suspend(reason);
        }

        @Override
        public void resumeInput() {
            ends.resume(reason);
        }

        @Override
        public Learned learned() {
            return learned;
        }

        @Override
        public void close(String why) {
            ends.close(why);
        }
    }
}
