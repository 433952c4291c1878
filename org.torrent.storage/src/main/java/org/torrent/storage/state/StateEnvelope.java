package org.torrent.storage.state;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Faults;

/**
 * What stands in front of a state in its file, in every version, big endian: {@code 89 TORSTAT} (8), version (4), length
 * of the value (4), CRC32C of the version, the length and the value (4). What the value means, and in which version, is
 * up to its writer.
 */
final class StateEnvelope {
    static final int BYTES = 20;

    private static final int VERSION = 1;
    private static final long MAGIC = 0x89_544F5253544154L; // no text, and far from any a bare value began with
    private static final int CHECKED_FROM = 8;

    private StateEnvelope() {}

    /** The whole file of a value. */
    static ByteBuffer wrap(byte[] value) {
        ByteBuffer file = ByteBuffer.allocate(BYTES + value.length);
        file.putLong(MAGIC).putInt(VERSION).putInt(value.length).putInt(0).put(value);
        return file.putInt(CHECKED_FROM + 8, crc(file)).flip();
    }

    /**
     * The value in a file.
     *
     * @throws StorageException when the file is damaged, or of a version this program does not know
     */
    static byte[] unwrap(byte[] content, Path path) throws StorageException {
        if (isBare(content)) {
            return content;
        }
        ByteBuffer file = ByteBuffer.wrap(content);
        if (content.length < BYTES || file.getLong(0) != MAGIC || file.getInt(CHECKED_FROM + 8) != crc(file)) {
            throw Faults.refused("read", path, "it is damaged", "put a copy back, or remove it");
        }
        int version = file.getInt(CHECKED_FROM);
        if (version != VERSION) {
            String reason = "it is of version " + version + ", which this program does not know";
            throw Faults.refused("read", path, reason, "run the program that wrote it, or remove it");
        }
        if (file.getInt(CHECKED_FROM + 4) != content.length - BYTES) {
            throw Faults.refused("read", path, "it is not whole", "put a copy back, or remove it");
        }
        return Arrays.copyOfRange(content, BYTES, content.length);
    }

    /** Before there were envelopes a file was its value, and every value was a bencoded dictionary. */
    private static boolean isBare(byte[] content) {
        return content.length >= 2 && content[0] == 'd' && content[content.length - 1] == 'e';
    }

    private static int crc(ByteBuffer file) {
        CRC32C crc = new CRC32C();
        crc.update(file.array(), CHECKED_FROM, 8);
        crc.update(file.array(), BYTES, file.capacity() - BYTES);
        return (int) crc.getValue();
    }
}
