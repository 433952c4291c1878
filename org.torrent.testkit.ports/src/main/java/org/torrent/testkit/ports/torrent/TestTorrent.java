package org.torrent.testkit.ports.torrent;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PieceLayout;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.spi.storage.TorrentContent;

/** A torrent and all of its bytes, which follow from a seed. */
public final class TestTorrent {
    private final Metainfo metainfo;
    private final byte[] torrentFile;
    private final byte[] payload;

    private TestTorrent(byte[] torrentFile, byte[] payload) throws MetainfoException {
        this.metainfo = MetainfoParser.parse(torrentFile);
        this.torrentFile = torrentFile;
        this.payload = payload;
    }

    /** That of these files. */
    public static TestTorrent of(TorrentBuilder files) {
        try {
            return new TestTorrent(files.torrentFile(), files.payload());
        } catch (MetainfoException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A single file. */
    public static TestTorrent singleFile(long seed, int lengthBytes, int pieceBytes) {
        return of(new TorrentBuilder(seed, pieceBytes).file(lengthBytes, "file-" + seed + ".bin"));
    }

    /** A directory of files of these lengths, in this order. */
    public static TestTorrent files(long seed, int pieceBytes, long... lengthsBytes) {
        TorrentBuilder builder = new TorrentBuilder(seed, pieceBytes);
        for (int i = 0; i < lengthsBytes.length; i++) {
            String root = "files-" + seed;
            String name = String.format("part-%03d.bin", i);
            if (i % 2 == 0) {
                builder.file(lengthsBytes[i], root, name);
            } else {
                builder.file(lengthsBytes[i], root, "sub", name);
            }
        }
        return of(builder);
    }

    /** What the .torrent file says. */
    public Metainfo metainfo() {
        return metainfo;
    }

    /** The .torrent file. */
    public byte[] torrentFile() {
        return torrentFile.clone();
    }

    /** Its name on the network. */
    public InfoHash infoHash() {
        return metainfo.id().infoHash();
    }

    /** What a storage is told. */
    public TorrentContent content() {
        return TorrentContent.of(metainfo);
    }

    /** Pieces and blocks. */
    public PieceLayout layout() {
        return metainfo.layout();
    }

    /** The files, padding among them. */
    public List<FileEntry> files() {
        return metainfo.files();
    }

    /** All files one after the other. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The bytes of a span. */
    public byte[] bytes(BlockRequest span) {
        int start = Math.toIntExact(layout().pieceStart(span.piece()) + span.offset());
        return Arrays.copyOfRange(payload, start, start + span.length());
    }

    /** The bytes of a piece. */
    public byte[] piece(int piece) {
        int start = Math.toIntExact(layout().pieceStart(piece));
        return Arrays.copyOfRange(payload, start, start + layout().pieceLength(piece));
    }

    /**
     * Whether files hold a piece.
     *
     * @param content of a file; null when there is none
     */
    public boolean isStored(Function<Path, byte[]> content, Path directory, int piece) {
        long start = layout().pieceStart(piece);
        long end = start + layout().pieceLength(piece);
        for (FileEntry file : files()) {
            long from = Math.max(start, file.offset());
            long to = Math.min(end, file.end());
            if (from < to && file.onDisk() && !holds(content.apply(path(directory, file)), file, from, to)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(byte[] found, FileEntry file, long from, long to) {
        int position = (int) (from - file.offset());
        return found != null
                && found.length >= to - file.offset()
                && Arrays.equals(found, position, position + (int) (to - from), payload, (int) from, (int) to);
    }

    /** Where a file goes. */
    public static Path path(Path directory, FileEntry file) {
        Path path = directory;
        for (String name : file.path()) {
            path = path.resolve(name);
        }
        return path;
    }
}
