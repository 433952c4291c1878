package org.torrent.api;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;

/**
 * What to add and how: a torrent whose metainfo is known, or a magnet link. Immutable: every method may be called on any
 * thread and throws nothing.
 */
public final class AddTorrent {
    private final Metainfo metainfo; // either this
    private final MagnetLink magnet; // or that is null
    private final Path directory;
    private final List<InetSocketAddress> peers;
    private final boolean paused;
    private final boolean sequential;
    private final List<Integer> wantedFiles;
    private final String label; // may be null
    private final Object userData; // may be null
    private final List<Object> attachments;

    private AddTorrent(Builder builder) {
        this.metainfo = builder.metainfo;
        this.magnet = builder.magnet;
        this.directory = builder.directory.toAbsolutePath().normalize();
        this.peers = builder.peers;
        this.paused = builder.paused;
        this.sequential = builder.sequential;
        this.wantedFiles = builder.wantedFiles;
        this.label = builder.label;
        this.userData = builder.userData;
        this.attachments = builder.attachments;
    }

    /** Adds a torrent whose metainfo is known, with defaults. */
    public static Builder of(Metainfo metainfo, Path directory) {
        return new Builder(directory).metainfo(metainfo);
    }

    /** Adds a magnet link, with defaults. */
    public static Builder of(MagnetLink magnet, Path directory) {
        Builder builder = new Builder(directory);
        builder.magnet = Objects.requireNonNull(magnet);
        return builder;
    }

    /** Starts with these parameters. */
    public Builder toBuilder() {
        Builder builder = new Builder(directory);
        builder.metainfo = metainfo;
        builder.magnet = magnet;
        return builder.peers(peers)
                .paused(paused)
                .sequential(sequential)
                .wantedFiles(wantedFiles)
                .label(label)
                .userData(userData)
                .attachments(attachments);
    }

    /** Which torrent. */
    public TorrentId id() {
        return metainfo != null ? metainfo.id() : magnet.id();
    }

    /** The torrent, when it is known; otherwise there is a {@link #magnet}. */
    public Optional<Metainfo> metainfo() {
        return Optional.ofNullable(metainfo);
    }

    /** The link, when only that is known. */
    public Optional<MagnetLink> magnet() {
        return Optional.ofNullable(magnet);
    }

    /** The content goes to {@code directory/<torrent's name>}; absolute. */
    public Path directory() {
        return directory;
    }

    /** Dialled at once. */
    public List<InetSocketAddress> peers() {
        return peers;
    }

    /** Whether it waits for {@link TorrentHandle#resume}. */
    public boolean paused() {
        return paused;
    }

    /** Whether pieces are fetched in order. */
    public boolean sequential() {
        return sequential;
    }

    /** Indexes of the files to fetch; empty for all. */
    public List<Integer> wantedFiles() {
        return wantedFiles;
    }

    /** Free text of the user's. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** Handed to plugins; does not survive a restart. */
    public Optional<Object> userData() {
        return Optional.ofNullable(userData);
    }

    /** Plugins for this torrent alone; they do not survive a restart. */
    public List<Object> attachments() {
        return attachments;
    }

    private List<Optional<Object>> values() {
        return List.of(
                Optional.ofNullable(metainfo),
                Optional.ofNullable(magnet),
                Optional.of(directory),
                Optional.of(peers),
                Optional.of(paused),
                Optional.of(sequential),
                Optional.of(wantedFiles),
                Optional.ofNullable(label),
                Optional.ofNullable(userData),
                Optional.of(attachments));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddTorrent that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return (metainfo != null ? metainfo : id()) + " to " + directory;
    }

    /** Collects the parameters. Not thread-safe. */
    public static final class Builder {
        private final Path directory;
        private Metainfo metainfo;
        private MagnetLink magnet;
        private List<InetSocketAddress> peers = List.of();
        private boolean paused;
        private boolean sequential;
        private List<Integer> wantedFiles = List.of();
        private String label;
        private Object userData;
        private List<Object> attachments = List.of();

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory);
        }

        /** Gives the metainfo, instead of a magnet link where that was all. */
        public Builder metainfo(Metainfo value) {
            metainfo = Objects.requireNonNull(value);
            magnet = null;
            return this;
        }

        /** The link in place of whatever named the torrent. */
        public Builder magnet(MagnetLink value) {
            magnet = Objects.requireNonNull(value);
            metainfo = null;
            return this;
        }

        /** Dials these at once. */
        public Builder peers(List<InetSocketAddress> value) {
            peers = List.copyOf(value);
            return this;
        }

        /** Adds it paused. */
        public Builder paused(boolean value) {
            paused = value;
            return this;
        }

        /** Fetches pieces in order. */
        public Builder sequential(boolean value) {
            sequential = value;
            return this;
        }

        /** Fetches only these files; empty for all. An index that the torrent has not is ignored. */
        public Builder wantedFiles(List<Integer> value) {
            wantedFiles = List.copyOf(value);
            return this;
        }

        /** Sets the label; null for none. */
        public Builder label(String value) {
            label = value;
            return this;
        }

        /** Sets what plugins get; null for nothing. */
        public Builder userData(Object value) {
            userData = value;
            return this;
        }

        /**
         * Gives plugins to this torrent alone, from its first start on; also when it is there already.
         *
         * @param value {@code org.torrent.ext.api.TorrentAttachment}s; {@link TorrentSession#add} refuses anything else
         */
        public Builder attachments(List<?> value) {
            attachments = List.copyOf(value);
            return this;
        }

        /** The parameters. */
        public AddTorrent build() {
            return new AddTorrent(this);
        }
    }
}
