package org.torrent.storage.piece;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceHashing;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.content.ContentFiles;

/** A loop that hashes, with the hashers and the read buffer it uses again and again. All but {@link #loop} on the loop. */
public final class HashLane {
    private static final int SPARE_HASHERS = 64;

    private final EventLoop loop;
    private final int scratchBytes;
    private final Deque<PieceHasher> spare = new ArrayDeque<>();
    private ByteBuffer scratch;

    HashLane(EventLoop loop, int scratchBytes) {
        this.loop = loop;
        this.scratchBytes = scratchBytes;
    }

    /** The loop. */
    public EventLoop loop() {
        return loop;
    }

    PieceHasher acquire(PieceHashing hashing, int piece) {
        return hashing.hasher(piece, spare.poll());
    }

    /** The hash; the hasher returns to the spare ones. */
    byte[] finish(PieceHasher hasher) {
        byte[] hash = hasher.finish();
        if (spare.size() < SPARE_HASHERS) {
            spare.push(hasher);
        }
        return hash;
    }

    /** Feeds a hasher from files. */
    void feed(PieceHasher hasher, ContentFiles files, long offset, long length) throws StorageException {
        if (scratch == null) {
            scratch = ByteBuffer.allocateDirect(scratchBytes);
        }
        long done = 0;
        while (done < length) {
            scratch.clear().limit((int) Math.min(scratchBytes, length - done));
            files.read(offset + done, scratch);
            hasher.update(scratch.flip());
            done += scratch.limit();
        }
    }

    /** The hash of a piece that lies in a span of files. */
    public byte[] hash(PieceHashing hashing, int piece, ContentFiles files, long offset, long length)
            throws StorageException {
        PieceHasher hasher = acquire(hashing, piece);
        feed(hasher, files, offset, length); // a hasher that saw half a piece is dropped
        return finish(hasher);
    }

    /** The hash of a piece in memory. */
    byte[] hash(PieceHashing hashing, int piece, ByteBuffer bytes) {
        PieceHasher hasher = acquire(hashing, piece);
        hasher.update(bytes);
        return finish(hasher);
    }
}
