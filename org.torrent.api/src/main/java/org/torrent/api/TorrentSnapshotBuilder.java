package org.torrent.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.torrent.model.TorrentId;

/**
 * Makes a {@link TorrentSnapshot}: the session does, and whoever tests a program that reads one. Not thread-safe.
 */
public final class TorrentSnapshotBuilder {
    private final TorrentId id;
    private int number;
    private String name = "";
    private Path directory = Path.of("");
    private TorrentState state = TorrentState.STARTING;
    private String reason = "";
    private long totalBytes = -1;
    private long wantedBytes = -1;
    private long doneBytes;
    private int pieceCount = -1;
    private int piecesDone;
    private int piecesDurable;
    private int checkedPieces;
    private long downloadRate;
    private long uploadRate;
    private long downloadedBytes;
    private long uploadedBytes;
    private long wastedBytes;
    private int peers;
    private int seeds;
    private int knownPeers;
    private Optional<String> label = Optional.empty();

    private TorrentSnapshotBuilder(TorrentId id) {
        this.id = Objects.requireNonNull(id);
    }

    /** A torrent of which nothing is known yet: numbers are 0, sizes unknown, {@code STARTING} in the current directory. */
    public static TorrentSnapshotBuilder of(TorrentId id) {
        return new TorrentSnapshotBuilder(id);
    }

    /** {@link TorrentSnapshot#number}. */
    public TorrentSnapshotBuilder number(int value) {
        number = value;
        return this;
    }

    /** {@link TorrentSnapshot#name}. */
    public TorrentSnapshotBuilder name(String value) {
        name = Objects.requireNonNull(value);
        return this;
    }

    /** {@link TorrentSnapshot#directory}. */
    public TorrentSnapshotBuilder directory(Path value) {
        directory = Objects.requireNonNull(value);
        return this;
    }

    /** {@link TorrentSnapshot#state}. */
    public TorrentSnapshotBuilder state(TorrentState value) {
        state = Objects.requireNonNull(value);
        return this;
    }

    /** {@link TorrentSnapshot#reason}. */
    public TorrentSnapshotBuilder reason(String value) {
        reason = Objects.requireNonNull(value);
        return this;
    }

    /** {@link TorrentSnapshot#totalBytes}. */
    public TorrentSnapshotBuilder totalBytes(long value) {
        totalBytes = value;
        return this;
    }

    /** {@link TorrentSnapshot#wantedBytes}. */
    public TorrentSnapshotBuilder wantedBytes(long value) {
        wantedBytes = value;
        return this;
    }

    /** {@link TorrentSnapshot#doneBytes}. */
    public TorrentSnapshotBuilder doneBytes(long value) {
        doneBytes = value;
        return this;
    }

    /** {@link TorrentSnapshot#pieceCount}. */
    public TorrentSnapshotBuilder pieceCount(int value) {
        pieceCount = value;
        return this;
    }

    /** {@link TorrentSnapshot#piecesDone}. */
    public TorrentSnapshotBuilder piecesDone(int value) {
        piecesDone = value;
        return this;
    }

    /** {@link TorrentSnapshot#piecesDurable}. */
    public TorrentSnapshotBuilder piecesDurable(int value) {
        piecesDurable = value;
        return this;
    }

    /** {@link TorrentSnapshot#checkedPieces}. */
    public TorrentSnapshotBuilder checkedPieces(int value) {
        checkedPieces = value;
        return this;
    }

    /** {@link TorrentSnapshot#downloadRate}. */
    public TorrentSnapshotBuilder downloadRate(long value) {
        downloadRate = value;
        return this;
    }

    /** {@link TorrentSnapshot#uploadRate}. */
    public TorrentSnapshotBuilder uploadRate(long value) {
        uploadRate = value;
        return this;
    }

    /** {@link TorrentSnapshot#downloadedBytes}. */
    public TorrentSnapshotBuilder downloadedBytes(long value) {
        downloadedBytes = value;
        return this;
    }

    /** {@link TorrentSnapshot#uploadedBytes}. */
    public TorrentSnapshotBuilder uploadedBytes(long value) {
        uploadedBytes = value;
        return this;
    }

    /** {@link TorrentSnapshot#wastedBytes}. */
    public TorrentSnapshotBuilder wastedBytes(long value) {
        wastedBytes = value;
        return this;
    }

    /** {@link TorrentSnapshot#peers}. */
    public TorrentSnapshotBuilder peers(int value) {
        peers = value;
        return this;
    }

    /** {@link TorrentSnapshot#seeds}. */
    public TorrentSnapshotBuilder seeds(int value) {
        seeds = value;
        return this;
    }

    /** {@link TorrentSnapshot#knownPeers}. */
    public TorrentSnapshotBuilder knownPeers(int value) {
        knownPeers = value;
        return this;
    }

    /** {@link TorrentSnapshot#label}, or null. */
    public TorrentSnapshotBuilder label(String value) {
        label = Optional.ofNullable(value);
        return this;
    }

    /** The snapshot; the builder may go on. */
    public TorrentSnapshot build() {
        return new Values(
                id,
                number,
                name,
                directory,
                state,
                reason,
                totalBytes,
                wantedBytes,
                doneBytes,
                pieceCount,
                piecesDone,
                piecesDurable,
                checkedPieces,
                downloadRate,
                uploadRate,
                downloadedBytes,
                uploadedBytes,
                wastedBytes,
                peers,
                seeds,
                knownPeers,
                label);
    }

    private record Values(
            TorrentId id,
            int number,
            String name,
            Path directory,
            TorrentState state,
            String reason,
            long totalBytes,
            long wantedBytes,
            long doneBytes,
            int pieceCount,
            int piecesDone,
            int piecesDurable,
            int checkedPieces,
            long downloadRate,
            long uploadRate,
            long downloadedBytes,
            long uploadedBytes,
            long wastedBytes,
            int peers,
            int seeds,
            int knownPeers,
            Optional<String> label)
            implements TorrentSnapshot {}
}
