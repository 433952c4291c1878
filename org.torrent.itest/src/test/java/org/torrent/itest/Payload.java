package org.torrent.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.torrent.api.CreateTorrent;
import org.torrent.api.TorrentSession;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;

/**
 * A file and its torrent, as the session makes it.
 *
 * @param directory where the file is
 * @param torrent the .torrent file
 * @param metainfo the same, parsed
 * @param bytes the content
 */
record Payload(Path directory, Path torrent, Metainfo metainfo, byte[] bytes) {
    static final int PIECE_BYTES = 32 << 10;

    static Payload create(TorrentSession session, String name, int lengthBytes) throws IOException, MetainfoException {
        byte[] bytes = new byte[lengthBytes];
        new Random(name.hashCode()).nextBytes(bytes);
        Path directory = folder(name);
        Path file = Files.write(directory.resolve(name), bytes);
        byte[] made = Await.result(session.create(CreateTorrent.of(file)
                .pieceBytes(OptionalInt.of(PIECE_BYTES))
                .trackers(List.of())
                .isPrivate(false)
                .progress(fraction -> {})
                .build()));
        Path torrent = Files.write(directory.resolve(name + ".torrent"), made);
        return new Payload(directory, torrent, MetainfoParser.parse(made), bytes);
    }

    /** An empty folder below the build's. */
    static Path folder(String purpose) throws IOException {
        Path parent = Files.createDirectories(Path.of(System.getProperty("test.state")));
        return Files.createTempDirectory(parent, purpose);
    }

    /** The file's content in another directory. */
    byte[] in(Path otherDirectory) throws IOException {
        return Files.readAllBytes(otherDirectory.resolve(metainfo.name()));
    }
}
