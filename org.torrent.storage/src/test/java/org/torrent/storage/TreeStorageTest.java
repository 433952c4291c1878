package org.torrent.storage;

import org.torrent.model.TorrentId;
import org.torrent.spi.storage.TorrentContent;
import org.torrent.testkit.ports.storage.TreePieces;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** The same with pieces that are verified in another way, under an id of another length. */
class TreeStorageTest extends SimulatedStorageTest {
    @Override
    protected TorrentContent told(TestTorrent of) {
        return new TorrentContent(TorrentId.v2(new byte[32]), of.layout(), of.files(), TreePieces.of(of));
    }
}
