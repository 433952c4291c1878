package org.torrent.model.metainfo;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.torrent.model.HostPort;
import org.torrent.model.PieceLayout;
import org.torrent.model.PieceVerifier;
import org.torrent.model.TorrentId;

/**
 * A torrent as its .torrent file or its metadata describes it (BEP 3). Immutable. It holds the raw {@code info} bytes
 * once and little else: the piece hashes are a view of them and the file entries are made when asked for.
 */
public final class Metainfo {
    private final TorrentId id;
    private final byte[] rawInfo;
    private final InfoSection info;
    private final PieceVerifier verifier;
    private final List<FileEntry> files;
    private final OuterSection outer;
    private final List<String> warnings;

    Metainfo(byte[] rawInfo, TorrentId id, InfoSection info, OuterSection outer, List<String> warnings) {
        this.rawInfo = rawInfo;
        this.id = id;
        this.info = info;
        this.verifier =
                new Sha1Pieces(rawInfo, info.piecesStart(), info.layout().pieceCount());
        this.files = info.files();
        this.outer = outer;
        this.warnings = List.copyOf(warnings);
    }

    /** The torrent: the hash of the raw {@code info} dictionary, of a hybrid both hashes (BEP 52). */
    public TorrentId id() {
        return id;
    }

    /** The {@code info} dictionary as it arrived: a new read-only view each time, nothing is copied. */
    public ByteBuffer rawInfo() {
        return ByteBuffer.wrap(rawInfo).asReadOnlyBuffer();
    }

    /** The torrent's name on disk: of its only file, or of the directory of its files. */
    public String name() {
        return info.name();
    }

    /** The torrent's name as it was given; for display only. */
    public String rawName() {
        return info.rawName();
    }

    /** Pieces and blocks. A torrent of empty files has no pieces. */
    public PieceLayout layout() {
        return info.layout();
    }

    /** The files in order, at least one. Entries are made on access and not kept: copy the list to keep them. */
    public List<FileEntry> files() {
        return files;
    }

    /** Whether the files lie in a directory, as opposed to a single file. */
    public boolean isMultiFile() {
        return info.multiFile();
    }

    /** Whether peers may come from the torrent's trackers only (BEP 27). */
    public boolean isPrivate() {
        return info.isPrivate();
    }

    /** Whether the torrent also carries version 2 metadata (BEP 52), which is kept in {@link #rawInfo}; only its hash is used. */
    public boolean isHybrid() {
        return info.hybrid();
    }

    /** Tiers of tracker URLs (BEP 12), as written; each tier has at least one. */
    public List<List<String>> trackers() {
        return outer.trackers();
    }

    /** The same with other trackers. */
    public Metainfo withTrackers(List<List<String>> other) {
        OuterSection changed = new OuterSection(
                other, outer.webSeeds(), outer.nodes(), outer.comment(), outer.createdBy(), outer.creationDate());
        return new Metainfo(rawInfo, id, info, changed, warnings);
    }

    /** Nodes of the DHT to begin at, not resolved (BEP 5). */
    public List<HostPort> nodes() {
        return outer.nodes();
    }

    /** Web seed URLs (BEP 19), as written. */
    public List<String> webSeeds() {
        return outer.webSeeds();
    }

    /** The comment, if any. */
    public Optional<String> comment() {
        return outer.comment();
    }

    /** The program that made the torrent, if it says so. */
    public Optional<String> createdBy() {
        return outer.createdBy();
    }

    /** When the torrent was made, if it says so. */
    public Optional<Instant> creationDate() {
        return outer.creationDate();
    }

    /** What was left out or changed, one line each. */
    public List<String> warnings() {
        return warnings;
    }

    /** How pieces are hashed and what they must hash to. */
    public PieceVerifier verifier() {
        return verifier;
    }

    /** Torrents are equal when their ids are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Metainfo that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return name() + " (" + id + ")";
    }
}
