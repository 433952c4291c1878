package org.torrent.storage.piece;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.content.ContentFiles;

/** A loop that hashes, with the digests and the read buffer it uses again and again. All but {@link #loop} on the loop. */
public final class HashLane {
    private static final int SPARE_DIGESTS = 64;

    private final EventLoop loop;
    private final int scratchBytes;
    private final Deque<MessageDigest> spare = new ArrayDeque<>();
    private ByteBuffer scratch;

    HashLane(EventLoop loop, int scratchBytes) {
        this.loop = loop;
        this.scratchBytes = scratchBytes;
    }

    /** The loop. */
    public EventLoop loop() {
        return loop;
    }

    MessageDigest acquire() {
        MessageDigest digest = spare.poll();
        return digest != null ? digest : create();
    }

    /** The hash; the digest returns to the spare ones. */
    byte[] finish(MessageDigest digest) {
        byte[] hash = digest.digest();
        if (spare.size() < SPARE_DIGESTS) {
            spare.push(digest);
        }
        return hash;
    }

    /** Feeds a digest from files. */
    void digest(MessageDigest digest, ContentFiles files, long offset, long length) throws StorageException {
        if (scratch == null) {
            scratch = ByteBuffer.allocateDirect(scratchBytes);
        }
        long done = 0;
        while (done < length) {
            scratch.clear().limit((int) Math.min(scratchBytes, length - done));
            files.read(offset + done, scratch);
            digest.update(scratch.flip());
            done += scratch.limit();
        }
    }

    /** The hash of a span of files. */
    public byte[] hash(ContentFiles files, long offset, long length) throws StorageException {
        MessageDigest digest = acquire();
        digest(digest, files, offset, length); // a digest that saw half a piece is dropped
        return finish(digest);
    }

    /** The hash of bytes in memory. */
    byte[] hash(ByteBuffer bytes) {
        MessageDigest digest = acquire();
        digest.update(bytes);
        return finish(digest);
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
