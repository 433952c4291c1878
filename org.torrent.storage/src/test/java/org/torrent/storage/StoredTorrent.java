package org.torrent.storage;

import org.torrent.storage.testing.Bench;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.storage.RecordingListener;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.ports.torrent.TorrentBuilder;

/** A torrent of several files in a storage on a simulated disk. */
abstract class StoredTorrent {
    static final int KIB = 1024;
    final SimDisk disk = new SimDisk(1);
    final Bench bench = new Bench(disk, 1);
    final RecordingListener heard = new RecordingListener();

    final TestTorrent torrent = TestTorrent.of(new TorrentBuilder(7, 64 * KIB)
            .file(100_000, "t", "a")
            .file(0, "t", "empty")
            .file(1, "t", "sub", "one")
            .file(70_000, "t", "sub", "ünïcode 日本")
            .padding(5_000)
            .file(33_000, "t", "z"));
}
