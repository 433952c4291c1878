package org.torrent.session.buffer;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.torrent.spi.buffer.Block;

/** One loan. */
final class LentBlock implements Block {
    private static final AtomicIntegerFieldUpdater<LentBlock> REFERENCES =
            AtomicIntegerFieldUpdater.newUpdater(LentBlock.class, "references");

    private final Run run;
    private final AtomicInteger held; // of the share that counts it, or null
    private volatile int references = 1;

    /** Lends memory, cleared; {@code held} counts it, or is null. */
    LentBlock(Run run, AtomicInteger held) {
        this.run = run;
        this.held = held;
        run.memory().clear();
    }

    @Override
    public ByteBuffer buffer() {
        if (references <= 0) {
            throw released();
        }
        return run.memory();
    }

    @Override
    public Block retain() {
        if (REFERENCES.getAndUpdate(this, n -> n > 0 ? n + 1 : n) <= 0) {
            throw released();
        }
        return this;
    }

    @Override
    public void release() {
        int left = REFERENCES.decrementAndGet(this);
        if (left == 0) {
            if (held != null) {
                held.addAndGet(-run.blocks());
            }
            run.giveBack();
        } else if (left < 0) {
            throw released();
        }
    }

    @Override
    public boolean isReleased() {
        return references <= 0;
    }

    private static IllegalStateException released() {
        return new IllegalStateException("the block was released already: each reference is released exactly once");
    }
}
