package org.torrent.storage.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Faults;

/**
 * What a journal begins with, big endian: {@code TORJRNAL} (8), version (4), sealed length (4), CRC32C of these sixteen
 * (4). Version 2 had no sealed length, version 1 only {@code TORJRNL1}.
 *
 * @param version of the file; {@link #NONE} when it has no header that makes sense
 * @param bytes length of the header
 * @param sealedBytes how much of the file, from its beginning, was forced before it bore its name: a power cut can't have
 *     taken any of it
 */
record JournalHeader(int version, int bytes, long sealedBytes) {
    static final int BYTES = 20;

    /** No header: the file is damaged. */
    static final int NONE = 0;

    /** From here on a file that withdraws something is written anew, so that what is left of a damaged one is true. */
    static final int VERSION = 3;

    /** More is no version but damage. */
    private static final int NEWEST = 0xFFFF;

    private static final int BYTES_2 = 16;
    private static final byte[] MAGIC = "TORJRNAL".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC_1 = "TORJRNL1".getBytes(StandardCharsets.US_ASCII);

    /** The bytes of a file whose first so many are forced before it bears its name. */
    static ByteBuffer of(long sealedBytes) {
        ByteBuffer header = ByteBuffer.allocate(BYTES).put(MAGIC).putInt(VERSION);
        header.putInt((int) Math.min(sealedBytes, Integer.MAX_VALUE));
        return header.putInt(crc(header, BYTES - 4)).flip();
    }

    /**
     * The header of a file.
     *
     * @param path for the message
     * @throws StorageException when the version is newer than this program
     */
    static JournalHeader read(ByteBuffer content, Path path) throws StorageException {
        if (startsWith(content, MAGIC_1)) {
            return new JournalHeader(1, MAGIC_1.length, 0);
        }
        if (!startsWith(content, MAGIC)) {
            return new JournalHeader(NONE, 0, 0);
        }
        if (isSound(content, BYTES_2) && content.getInt(MAGIC.length) == 2) {
            return new JournalHeader(2, BYTES_2, 0);
        }
        requireKnown(content, path);
        if (!isSound(content, BYTES) || content.getInt(MAGIC.length) != VERSION) {
            return new JournalHeader(NONE, 0, 0);
        }
        return new JournalHeader(VERSION, BYTES, content.getInt(MAGIC.length + 4));
    }

    /**
     * A newer program may write a longer header, whose end and checksum only it knows. It is one of ours with a damaged
     * version if its checksum is right for that.
     */
    private static void requireKnown(ByteBuffer content, Path path) throws StorageException {
        int version = content.limit() < MAGIC.length + 4 ? NONE : content.getInt(MAGIC.length);
        if (version <= VERSION || version > NEWEST || isOurs(content, BYTES, VERSION) || isOurs(content, BYTES_2, 2)) {
            return;
        }
        throw Faults.waits(
                "read",
                path,
                "it was written by a newer version of this program (" + version + ", this one knows " + VERSION + ")",
                "run that one, or move the file away to have all torrents checked; it stays as it is");
    }

    private static boolean isOurs(ByteBuffer content, int bytes, int version) {
        if (content.limit() < bytes) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(Arrays.copyOf(content.array(), bytes));
        return isSound(header.putInt(MAGIC.length, version), bytes);
    }

    private static boolean isSound(ByteBuffer content, int bytes) {
        return content.limit() >= bytes && content.getInt(bytes - 4) == crc(content, bytes - 4);
    }

    private static boolean startsWith(ByteBuffer content, byte[] magic) {
        return content.limit() >= magic.length && content.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
    }

    private static int crc(ByteBuffer header, int bytes) {
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, bytes);
        return (int) crc.getValue();
    }
}
