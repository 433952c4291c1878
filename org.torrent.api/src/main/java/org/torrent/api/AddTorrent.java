package org.torrent.api;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;

/**
 * What to add and how. Exactly one of {@code metainfo} and {@code magnet} is given.
 *
 * @param metainfo the torrent, when it is known
 * @param magnet the link, when only that is known
 * @param directory the content goes to {@code directory/<torrent's name>}
 * @param peers dialled at once
 * @param paused whether it waits for {@link TorrentHandle#resume}
 * @param sequential whether pieces are fetched in order
 * @param wantedFiles indexes of the files to fetch; empty for all
 * @param label free text of the user's
 * @param userData handed to plugins
 */
public record AddTorrent(
        Optional<Metainfo> metainfo,
        Optional<MagnetLink> magnet,
        Path directory,
        List<InetSocketAddress> peers,
        boolean paused,
        boolean sequential,
        List<Integer> wantedFiles,
        Optional<String> label,
        Optional<Object> userData) {
    /** Checks that there is one source. */
    public AddTorrent {
        if (metainfo.isPresent() == magnet.isPresent()) {
            throw new IllegalArgumentException("give either the metainfo or a magnet link");
        }
        directory = directory.toAbsolutePath().normalize();
        peers = List.copyOf(peers);
        wantedFiles = List.copyOf(wantedFiles);
    }

    /** Adds a torrent whose metainfo is known, with defaults. */
    public static Builder of(Metainfo metainfo, Path directory) {
        return new Builder(Optional.of(metainfo), Optional.empty(), directory);
    }

    /** Adds a magnet link, with defaults. */
    public static Builder of(MagnetLink magnet, Path directory) {
        return new Builder(Optional.empty(), Optional.of(magnet), directory);
    }

    /** Collects the parameters. Not thread-safe. */
    public static final class Builder {
        private final Optional<Metainfo> metainfo;
        private final Optional<MagnetLink> magnet;
        private final Path directory;
        private List<InetSocketAddress> peers = List.of();
        private boolean paused;
        private boolean sequential;
        private List<Integer> wantedFiles = List.of();
        private Optional<String> label = Optional.empty();
        private Optional<Object> userData = Optional.empty();

        private Builder(Optional<Metainfo> metainfo, Optional<MagnetLink> magnet, Path directory) {
            this.metainfo = metainfo;
            this.magnet = magnet;
            this.directory = Objects.requireNonNull(directory);
        }

        /** Dials these at once. */
        public Builder peers(List<InetSocketAddress> value) {
            peers = value;
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

        /** Fetches only these files; empty for all. */
        public Builder wantedFiles(List<Integer> value) {
            wantedFiles = value;
            return this;
        }

        /** Sets the label. */
        public Builder label(String value) {
            label = Optional.ofNullable(value);
            return this;
        }

        /** Sets what plugins get. */
        public Builder userData(Object value) {
            userData = Optional.ofNullable(value);
            return this;
        }

        /** The parameters. */
        public AddTorrent build() {
            return new AddTorrent(metainfo, magnet, directory, peers, paused, sequential, wantedFiles, label, userData);
        }
    }
}
