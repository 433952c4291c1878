package org.torrent.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.torrent.storage.file.FileSystemPort;
import org.torrent.storage.file.FileSystemPort.Kind;
import org.torrent.storage.file.FileSystemPort.OpenFile;

/** A file of records behind eight bytes that say what it is. Appending has one thread; forcing may have another. */
final class JournalFile {
    private static final byte[] MAGIC = "TORJRNL1".getBytes(StandardCharsets.US_ASCII);

    private final OpenFile file;
    private long end;

    private JournalFile(OpenFile file) {
        this.file = file;
    }

    /** Reads what is there; true when the file is there and sound to its end. */
    static boolean read(FileSystemPort files, Path path, Consumer<JournalRecord> into) throws IOException {
        if (files.kind(path) != Kind.FILE) {
            return false;
        }
        ByteBuffer content = content(files, path);
        byte[] magic = new byte[Math.min(MAGIC.length, content.remaining())];
        content.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            return false;
        }
        JournalRecord record;
        while ((record = RecordCodec.decode(content)) != null) {
            into.accept(record);
        }
        return !content.hasRemaining();
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
            created.append(ByteBuffer.wrap(MAGIC));
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
            org.slf4j.LoggerFactory.getLogger(JournalFile.class).warn("The journal did not close: {}", e.toString());
        }
    }
}
