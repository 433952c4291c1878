package org.torrent.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.api.TorrentState;

/** Part of {@link EveryContainerTest}. Two whole runtimes and real sockets: the container's session, and a process as a user starts it. */
public abstract class TwoRuntimes {
    private static final int PAYLOAD_BYTES = (4 << 20) + 1;

    @Inject
    private BundleContext context;

    @Test
    public void session_shouldDownloadFromASeedingProcess() throws Exception {
        TorrentSession session = new Container(context).session();
        Payload payload = Payload.create(session, "fetched", PAYLOAD_BYTES);
        try (Child seed =
                Child.torrent("seed", payload.torrent(), "--dir", payload.directory(), "--listen", "127.0.0.1:0")) {
            String[] address = seed.await("listening on ").split(":");
            Path directory = Payload.folder("fetched");

            TorrentHandle handle = Await.result(session.add(AddTorrent.of(payload.metainfo(), directory)
                    .peers(List.of(new InetSocketAddress(address[0], Integer.parseInt(address[1]))))
                    .build()));
            Await.result(handle.finished());

            assertArrayEquals(payload.bytes(), payload.in(directory));
            assertEquals(TorrentState.SEEDING, handle.snapshot().state());
            assertEquals(handle.snapshot().pieceCount(), handle.snapshot().piecesDurable());
            assertEquals(0, seed.stop());
            Await.result(handle.remove(false));
        }
    }

    @Test
    public void session_shouldSeedToADownloadingProcess() throws Exception {
        TorrentSession session = new Container(context).session();
        Payload payload = Payload.create(session, "served", PAYLOAD_BYTES);
        TorrentHandle handle = Await.result(session.add(
                AddTorrent.of(payload.metainfo(), payload.directory()).build()));
        Await.result(handle.finished());
        Await.until("a port", () -> session.listenAddress().isPresent());
        String peer = "127.0.0.1:" + session.listenAddress().orElseThrow().getPort();
        Path directory = Payload.folder("served");

        try (Child get = Child.torrent("get", payload.torrent(), "--dir", directory, "--peer", peer)) {
            assertEquals(get.lines().toString(), 0, get.exitStatus());
        }

        assertArrayEquals(payload.bytes(), payload.in(directory));
        Await.until(
                () -> "all bytes counted in " + handle.snapshot(),
                () -> handle.snapshot().uploadedBytes() == PAYLOAD_BYTES);
        Await.result(handle.remove(false));
    }
}
