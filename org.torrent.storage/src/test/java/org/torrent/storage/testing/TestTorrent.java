package org.torrent.storage.testing;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceLayout;
import org.torrent.model.PieceVerifier;
import org.torrent.model.TorrentId;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.MetainfoWriter;
import org.torrent.spi.storage.TorrentContent;

/** A torrent with random bytes, made without a .torrent. */
public final class TestTorrent {
    private final List<FileEntry> files = new ArrayList<>();
    private final int pieceBytes;
    private final Random random;
    private long total;
    private byte[] data = {};

    /** Files are to be added. */
    public TestTorrent(long seed, int pieceBytes) {
        this.random = new Random(seed);
        this.pieceBytes = pieceBytes;
    }

    /** One file of random bytes. */
    public TestTorrent file(long length, String... path) {
        return add(length, false, path);
    }

    /** Zeros in no file. */
    public TestTorrent padding(long length) {
        return add(length, true, "t", ".pad", Long.toString(length));
    }

    private TestTorrent add(long length, boolean padding, String... path) {
        List<String> names = List.of(path);
        files.add(new FileEntry(files.size(), names, names, total, length, padding, false, false));
        byte[] bytes = new byte[(int) length];
        if (!padding) {
            random.nextBytes(bytes);
        }
        data = Arrays.copyOf(data, (int) (total + length));
        System.arraycopy(bytes, 0, data, (int) total, bytes.length);
        total += length;
        return this;
    }

    /** What the storage is told. */
    public TorrentContent content() {
        return new TorrentContent(TorrentId.of(hash(data)), layout(), files, new Verifier());
    }

    /** Pieces. */
    public PieceLayout layout() {
        return new PieceLayout(total, pieceBytes);
    }

    /** All bytes. */
    public byte[] data() {
        return data;
    }

    /** Bytes of one piece. */
    public byte[] piece(int piece) {
        int start = (int) layout().pieceStart(piece);
        return Arrays.copyOfRange(data, start, start + layout().pieceLength(piece));
    }

    /** The files. */
    public List<FileEntry> files() {
        return files;
    }

    /** Whether files hold a piece even after a power cut. */
    public boolean isOnPlatter(SimDisk disk, Path directory, int piece) {
        return holds(piece, file -> disk.platter(path(directory, file)));
    }

    /** Whether files hold a piece for programs. */
    public boolean isStored(SimDisk disk, Path directory, int piece) {
        return holds(piece, file -> disk.content(path(directory, file)));
    }

    private boolean holds(int piece, Function<FileEntry, byte[]> content) {
        long start = layout().pieceStart(piece);
        long end = start + layout().pieceLength(piece);
        for (FileEntry file : files) {
            long from = Math.max(start, file.offset());
            long to = Math.min(end, file.end());
            if (from < to && file.onDisk() && !matches(content.apply(file), file, from, to)) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(byte[] found, FileEntry file, long from, long to) {
        int position = (int) (from - file.offset());
        return found != null
                && found.length >= to - file.offset()
                && Arrays.equals(found, position, position + (int) (to - from), data, (int) from, (int) to);
    }

    /** Where a file goes. */
    public static Path path(Path directory, FileEntry file) {
        Path path = directory;
        for (String name : file.path()) {
            path = path.resolve(name);
        }
        return path;
    }

    private static byte[] hash(byte[] bytes) {
        PieceHasher hasher = MetainfoWriter.hashing().hasher(0, null);
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish();
    }

    private final class Verifier implements PieceVerifier {
        @Override
        public int hashBytes() {
            return MetainfoWriter.hashing().hashBytes();
        }

        @Override
        public PieceHasher hasher(int piece, PieceHasher spare) {
            return MetainfoWriter.hashing().hasher(piece, spare);
        }

        @Override
        public boolean matches(int piece, byte[] found) {
            return Arrays.equals(found, hash(piece(piece)));
        }
    }
}
