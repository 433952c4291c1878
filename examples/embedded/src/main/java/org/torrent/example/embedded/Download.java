package org.torrent.example.embedded;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;

/** Downloads one torrent: {@code Download BUNDLES STATE TORRENT DIRECTORY HOST PORT}, the last two of a peer. */
public final class Download {
    private static final long AT_MOST_MINUTES = 60;

    private Download() {}

    /** Ends with status 0 when all of it is on disk. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[3]);
        Metainfo album = MetainfoParser.parse(Files.readAllBytes(Path.of(args[2])));
        InetSocketAddress peer = new InetSocketAddress(args[4], Integer.parseInt(args[5]));
        try (EmbeddedSession embedded = EmbeddedSession.start(Path.of(args[0]), Path.of(args[1]))) {
            embedded.configure("org.torrent.session", Map.of("listen", "127.0.0.1:0"));
            TorrentSession session = embedded.session();
            TorrentHandle torrent = session.add(
                            AddTorrent.of(album, directory).peers(List.of(peer)).build())
                    .toCompletableFuture()
                    .get(AT_MOST_MINUTES, TimeUnit.MINUTES);
            torrent.finished().toCompletableFuture().get(AT_MOST_MINUTES, TimeUnit.MINUTES);
            System.out.println("complete: " + directory.resolve(album.name()));
        }
    }
}
