package org.torrent.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.file.FileSystemPort.OpenFile;

/** A file of records behind a {@link JournalHeader}. Appending has one thread; forcing may have another. */
final class JournalFile {
    /** How a file was found. */
    enum Condition {
        /** There is none, or not even its header reached the platter. */
        NEW,
        /** Every byte of it makes sense. */
        SOUND,
        /** What was written last is not whole, as after a power cut. */
        TORN,
        /** Something in front of sound records is not: perhaps one that withdrew what an earlier one said. */
        DAMAGED
    }

    private final OpenFile file;
    private long end;

    private JournalFile(OpenFile file) {
        this.file = file;
    }

    /**
     * Reads what is there, up to the first record that is not sound.
     *
     * @throws IOException also when the file is of a version this program does not know; it stays as it is
     */
    static Condition read(FileSystemPort files, Path path, Consumer<JournalRecord> into) throws IOException {
        if (files.kind(path) != Kind.FILE) {
            return Condition.NEW;
        }
        ByteBuffer content = content(files, path);
        int version = JournalHeader.read(content, path);
        if (version == JournalHeader.NONE) {
            return content.limit() < JournalHeader.BYTES ? Condition.NEW : Condition.DAMAGED;
        }
        JournalRecord record;
        while ((record = RecordCodec.decode(content, version)) != null) {
            into.accept(record);
        }
        if (!content.hasRemaining()) {
            return Condition.SOUND;
        }
        return isFollowed(content, version) ? Condition.DAMAGED : Condition.TORN;
    }

    /** Whether there is a sound record anywhere behind the place that is not. */
    private static boolean isFollowed(ByteBuffer content, int version) {
        for (int at = content.position() + 1; at < content.limit(); at++) {
            if (RecordCodec.decode(content.duplicate().position(at), version) != null) {
                return true;
            }
        }
        return false;
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

    /** Starts a file anew. */
    static JournalFile create(FileSystemPort files, Path path) throws IOException {
        if (files.kind(path) != Kind.MISSING) {
            files.delete(path);
        }
        JournalFile created = new JournalFile(files.open(path, true));
        try {
            created.append(JournalHeader.current());
            return created;
        } catch (IOException e) {
            created.close();
            throw e;
        }
    }

    /** Writes behind the end; after a failure the file is not to be appended to any more. */
    void append(ByteBuffer bytes) throws IOException {
        ByteBuffer[] one = {bytes};
        while (bytes.hasRemaining()) {
            end += file.write(one, 0, 1, end);
        }
    }

    void force() throws IOException {
        file.force();
    }

    long bytes() {
        return end;
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(JournalFile.class).warn("The journal did not close: {}", e.toString());
        }
    }
}
