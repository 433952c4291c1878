package org.torrent.storage.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Faults;

/**
 * What a journal begins with, in every version from 2 on, big endian: {@code TORJRNAL} (8), version (4), CRC32C of these
 * twelve (4). Version 1 had only {@code TORJRNL1}.
 */
final class JournalHeader {
    static final int BYTES = 16;

    /** No header: the file was never finished, or is damaged. */
    static final int NONE = 0;

    private static final int VERSION = 2;
    private static final byte[] MAGIC = "TORJRNAL".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC_1 = "TORJRNL1".getBytes(StandardCharsets.US_ASCII);

    private JournalHeader() {}

    /** That of what is written now. */
    static ByteBuffer current() {
        ByteBuffer header = ByteBuffer.allocate(BYTES).put(MAGIC).putInt(VERSION);
        return header.putInt(crc(header)).flip();
    }

    /**
     * Moves behind the header and tells the version, or {@link #NONE}.
     *
     * @param path for the message
     * @throws StorageException when the version is newer than this program
     */
    static int read(ByteBuffer content, Path path) throws StorageException {
        if (startsWith(content, MAGIC_1)) {
            content.position(MAGIC_1.length);
            return 1;
        }
        if (content.limit() < BYTES || !startsWith(content, MAGIC) || content.getInt(12) != crc(content)) {
            return NONE;
        }
        int version = content.getInt(MAGIC.length);
        if (version != VERSION) {
            throw Faults.refused(
                    "read",
                    path,
                    "it is of version " + version + ", which this program does not know",
                    "run the program that wrote it, or move it away to have all torrents checked");
        }
        content.position(BYTES);
        return version;
    }

    private static boolean startsWith(ByteBuffer content, byte[] magic) {
        return content.limit() >= magic.length && content.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, 12);
        return (int) crc.getValue();
    }
}
