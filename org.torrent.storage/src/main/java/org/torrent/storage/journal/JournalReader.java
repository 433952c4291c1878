package org.torrent.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.file.FileSystemPort.OpenFile;

/** Reads a journal: every record whose checksum is right, whatever stands between them. */
final class JournalReader {
    /** How a file was found. */
    enum Condition {
        /** There is none. */
        NEW,
        /** Every byte of it makes sense. */
        SOUND,
        /** What was appended last is not whole, as after a power cut. */
        TORN,
        /** Something is missing that had been forced, or stands in front of sound records and is none. */
        DAMAGED
    }

    /**
     * What was found.
     *
     * @param condition how it was
     * @param version of the file, or {@link JournalHeader#NONE}
     * @param content the bytes of the file; empty when there is none
     * @param damagedAt offset of the first byte that makes no sense, or that is missing; -1 when all do
     */
    record Found(Condition condition, int version, ByteBuffer content, long damagedAt) {
        /** Whether what is left of it is true, whatever is lost: nothing in it takes back what it says elsewhere. */
        boolean isTrue() {
            return version == JournalHeader.VERSION;
        }
    }

    private JournalReader() {}

    /**
     * Reads what is there.
     *
     * @throws IOException also when the file is of a version this program does not know; it stays as it is
     */
    static Found read(FileSystemPort files, Path path, Consumer<JournalRecord> into) throws IOException {
        if (files.kind(path) == Kind.MISSING) {
            return new Found(Condition.NEW, JournalHeader.VERSION, ByteBuffer.allocate(0), -1);
        }
        ByteBuffer content = content(files, path);
        JournalHeader header = JournalHeader.read(content, path);
        long damagedAt = records(content.position(header.bytes()), header.version(), into);
        content.rewind();
        return new Found(condition(content, header, damagedAt), header.version(), content, damagedAt);
    }

    /** Takes every sound record from the position on; answers where the first byte is that belongs to none, or -1. */
    private static long records(ByteBuffer content, int version, Consumer<JournalRecord> into) {
        int damagedAt = -1;
        while (content.hasRemaining()) {
            JournalRecord record = RecordCodec.decode(content, version == 1 ? 1 : JournalHeader.VERSION);
            if (record != null) {
                into.accept(record);
            } else {
                damagedAt = damagedAt < 0 ? content.position() : damagedAt;
                content.position(content.position() + 1);
            }
        }
        return damagedAt;
    }

    private static Condition condition(ByteBuffer content, JournalHeader header, long damagedAt) {
        if (header.version() == JournalHeader.NONE || content.limit() < header.sealedBytes()) {
            return Condition.DAMAGED;
        }
        if (damagedAt < 0) {
            return Condition.SOUND;
        }
        boolean canBeTorn = header.version() == JournalHeader.VERSION && damagedAt >= header.sealedBytes();
        return canBeTorn && !isFollowed(content.duplicate().position((int) damagedAt))
                ? Condition.TORN
                : Condition.DAMAGED;
    }

    private static boolean isFollowed(ByteBuffer rest) {
        boolean[] any = new boolean[1];
        records(rest, JournalHeader.VERSION, record -> any[0] = true);
        return any[0];
    }

    private static ByteBuffer content(FileSystemPort files, Path path) throws IOException {
        try (OpenFile file = files.open(path, false)) {
            long size = file.size();
            if (size > Integer.MAX_VALUE - 16) {
                throw new IOException("it is too long for a journal");
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            while (content.hasRemaining() && file.read(content, content.position()) >= 0) {
                // read on
            }
            return content.flip();
        }
    }
}
