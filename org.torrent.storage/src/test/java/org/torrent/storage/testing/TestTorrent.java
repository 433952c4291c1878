package org.torrent.storage.testing;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.torrent.model.InfoHash;
import org.torrent.model.PieceLayout;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.storage.content.TorrentContent;

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
        byte[] name = sha1(data, 0, data.length);
        return new TorrentContent(
                InfoHash.of(name), layout(), files, (piece, sha1) -> Arrays.equals(sha1, hash(piece)));
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

    private byte[] hash(int piece) {
        return sha1(data, (int) layout().pieceStart(piece), layout().pieceLength(piece));
    }

    private static byte[] sha1(byte[] bytes, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(bytes, offset, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
