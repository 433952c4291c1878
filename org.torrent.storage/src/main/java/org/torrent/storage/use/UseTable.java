package org.torrent.storage.use;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * What one torrent uses, as it is told to other processes: its label, then a record for each change, of which the last
 * counts. Files are known by a hash of their paths (eight bytes of SHA-256). Not thread-safe.
 */
final class UseTable {
    private static final int MAGIC = 0x54555345; // TUSE
    private static final int RECORD_BYTES = 1 + Long.BYTES;

    private final Map<Long, Boolean> writes = new HashMap<>();
    private String label;

    UseTable(String label) {
        this.label = label;
    }

    /** What stands for a path. */
    static long key(Path path) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Which torrent. */
    String label() {
        return label;
    }

    /** Whether the file is used, for writing if {@code write}. */
    boolean has(long key, boolean write) {
        Boolean known = writes.get(key);
        return known != null && (known || !write);
    }

    void put(long key, boolean write) {
        writes.put(key, write);
    }

    /** The files that are written to. */
    long[] written() {
        return writes.entrySet().stream()
                .filter(Map.Entry::getValue)
                .mapToLong(Map.Entry::getKey)
                .toArray();
    }

    /** What a new file begins with. */
    ByteBuffer header() {
        byte[] text = label.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + text.length)
                .putInt(MAGIC)
                .putInt(text.length)
                .put(text)
                .flip();
    }

    /** Records of all that is known. */
    ByteBuffer records() {
        ByteBuffer records = ByteBuffer.allocate(writes.size() * RECORD_BYTES);
        writes.forEach((key, write) -> records.put((byte) (write ? 1 : 0)).putLong(key));
        return records.flip();
    }

    /** Records that say how these files are used. */
    static ByteBuffer records(long[] keys, boolean write) {
        ByteBuffer records = ByteBuffer.allocate(keys.length * RECORD_BYTES);
        for (long key : keys) {
            records.put((byte) (write ? 1 : 0)).putLong(key);
        }
        return records.flip();
    }

    /** What a file says; what is not whole at its end is left out, and a file that is none says nothing. */
    static UseTable read(ByteBuffer content) {
        UseTable table = new UseTable("another torrent");
        if (content.remaining() < 2 * Integer.BYTES || content.getInt() != MAGIC) {
            return table;
        }
        int length = content.getInt();
        if (length < 0 || length > content.remaining()) {
            return table;
        }
        byte[] text = new byte[length];
        content.get(text);
        table.label = new String(text, StandardCharsets.UTF_8);
        while (content.remaining() >= RECORD_BYTES) {
            boolean write = content.get() == 1;
            table.put(content.getLong(), write);
        }
        return table;
    }
}
