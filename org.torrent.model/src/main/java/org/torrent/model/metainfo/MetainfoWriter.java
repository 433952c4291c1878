package org.torrent.model.metainfo;

import java.time.Instant;
import java.util.List;

/**
 * Puts together a .torrent (BEP 3). Pure: the caller reads and hashes the files. Not thread-safe.
 *
 * <p>Pieces are over the concatenation of the files in the order given here.
 */
public final class MetainfoWriter {
    private MetainfoWriter() {}

    /** A torrent of one file. */
    public static MetainfoWriter singleFile(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /** A torrent of files in a directory. */
    public static MetainfoWriter multiFile(String name, List<SourceFile> files) {
        throw new UnsupportedOperationException();
    }

    /** The pieces: the length of all but the last, and their 20-byte SHA-1 hashes one after the other. */
    public MetainfoWriter pieces(int pieceBytes, byte[] hashes) {
        throw new UnsupportedOperationException();
    }

    /** Tiers of tracker URLs (BEP 12). */
    public MetainfoWriter trackers(List<List<String>> tiers) {
        throw new UnsupportedOperationException();
    }

    /** Web seed URLs (BEP 19). */
    public MetainfoWriter webSeeds(List<String> urls) {
        throw new UnsupportedOperationException();
    }

    /** Whether peers may come from the trackers only (BEP 27). */
    public MetainfoWriter privateTorrent(boolean value) {
        throw new UnsupportedOperationException();
    }

    /** A comment for people. */
    public MetainfoWriter comment(String text) {
        throw new UnsupportedOperationException();
    }

    /** The program that makes the torrent. */
    public MetainfoWriter createdBy(String text) {
        throw new UnsupportedOperationException();
    }

    /** When the torrent is made, to the second. */
    public MetainfoWriter creationDate(Instant when) {
        throw new UnsupportedOperationException();
    }

    /**
     * The bytes of the .torrent file.
     *
     * @throws MetainfoException when {@link MetainfoParser} would refuse them, for instance because of a file's name
     */
    public byte[] write() throws MetainfoException {
        throw new UnsupportedOperationException();
    }
}
