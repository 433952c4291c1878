package org.torrent.console.args;

import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What {@code create} asks for, on the command line and in the console. */
public final class TorrentOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the file to write (default: NAME.torrent in the current directory)")
    private String output;

    @Option(names = "--force", description = "replace the file if it exists")
    private boolean force;

    @Option(
            names = "--piece-size",
            paramLabel = "N",
            converter = PieceSize.class,
            description = "power of two, as in 256KiB, 1M or 262144 (default: chosen by size)")
    private Integer pieceBytes;

    @Option(
            names = "--tracker",
            paramLabel = "URL",
            converter = TrackerUrl.class,
            description = "announce URL; repeat for several")
    private List<String> trackers = List.of();

    @Option(names = "--private", description = "only the trackers may name peers (BEP 27)")
    private boolean isPrivate;

    @Option(names = "--comment", paramLabel = "TEXT", description = "comment for people")
    private String comment;

    /** The file to write, or null for the default. */
    public String output() {
        return output;
    }

    /** Whether an existing file is replaced. */
    public boolean isForced() {
        return force;
    }

    /** Length of a piece. */
    public OptionalInt pieceBytes() {
        return pieceBytes == null ? OptionalInt.empty() : OptionalInt.of(pieceBytes);
    }

    /** Announce URLs. */
    public List<String> trackers() {
        return List.copyOf(trackers);
    }

    /** Whether only trackers may name peers. */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** The comment, or null. */
    public String comment() {
        return comment;
    }
}
