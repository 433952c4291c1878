package org.torrent.session.budget;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Heap that peers make us keep, over all torrents. Whoever wants to keep something asks before; when he is refused he
 * does without, as each {@link Kind} says, and nothing else changes. A kind never takes more than its part, so a flood of
 * one leaves room for the others; and an owner who needs little gets it whatever those hold who came before him, for else a
 * few who keep all they may would shut out everybody. That little does not count: many owners of it take no room from anybody.
 * So heap may pass the whole by it, for each connection and each torrent. Thread-safe; an account belongs to one owner.
 */
public final class RetainedHeap {
    /** What is kept. */
    public enum Kind {
        /** A peer's last extension handshake, for plugins that come later. Refused: those see what the engine reads of it. */
        HANDSHAKES(25, 0),
        /** What a peer said it has, before the metadata is known. Refused: the peer is closed, it can come again. */
        UNRESOLVED_PIECES(50, UNRESOLVED_FREE_BYTES),
        /** Long messages of which a part came. Refused: the peer is closed. */
        PARTIAL_MESSAGES(25, 0),
        /** Messages without payload that a peer does not read. Refused: the peer is closed. */
        UNREAD_MESSAGES(25, 0),
        /** Endpoints that may be dialled. Refused: the list is full. */
        KNOWN_PEERS(50, KNOWN_FREE_BYTES);

        private final int percent;
        private final int freeBytes;

        Kind(int percent, int freeBytes) {
            this.percent = percent;
            this.freeBytes = freeBytes;
        }

        private long counted(long bytes) {
            return Math.max(0, bytes - freeBytes);
        }
    }

    /** What each connection may say it has before the metadata is known: the bitfield of 65,536 pieces. */
    public static final int UNRESOLVED_FREE_BYTES = 8 * 1024;

    /** Endpoints that each torrent may know: 256 of them. */
    public static final int KNOWN_FREE_BYTES = 64 * 1024;

    private final AtomicLong sum = new AtomicLong();
    private final AtomicLongArray sums = new AtomicLongArray(Kind.values().length);
    private volatile long max;

    /** Nothing is kept. */
    public RetainedHeap(long max) {
        this.max = max;
    }

    /** Another bound from now on; what is kept stays. */
    public void limit(long newMax) {
        max = newMax;
    }

    /** Bytes kept now, without the little that each owner has in any case. Any thread. */
    public long sum() {
        return sum.get();
    }

    /** The same of one kind. Any thread. */
    public long sum(Kind kind) {
        return sums.get(kind.ordinal());
    }

    /** One owner's. */
    public Account open(Kind kind) {
        return new Account(kind);
    }

    private boolean take(Kind kind, long bytes) {
        long ofKind = sums.addAndGet(kind.ordinal(), bytes);
        long all = sum.addAndGet(bytes);
        boolean isAllowed = bytes <= 0 || all <= max && ofKind <= max * kind.percent / 100;
        if (!isAllowed) {
            sums.addAndGet(kind.ordinal(), -bytes);
            sum.addAndGet(-bytes);
        }
        return isAllowed;
    }

    /** What one owner keeps. On the owner's thread. */
    public final class Account implements AutoCloseable {
        private final Kind kind;
        private long bytes;

        private Account(Kind kind) {
            this.kind = kind;
        }

        /** It is to be that many bytes from now on; false, and as before, when there is no room. Less, or little, always works. */
        public boolean resize(long newBytes) {
            if (!take(kind, kind.counted(newBytes) - kind.counted(bytes))) {
                return false;
            }
            bytes = newBytes;
            return true;
        }

        /** Bytes kept. */
        public long bytes() {
            return bytes;
        }

        /** Nothing is kept any more. Idempotent. */
        @Override
        public void close() {
            resize(0);
        }
    }
}
