package org.torrent.ext.testkit;

/**
 * Two sessions that can be connected to each other: for plugins that talk to their like, and for those that watch a transfer.
 *
 * @param seeder has the whole torrent
 * @param leecher has nothing of it; it dials
 */
public record LoopbackPair(TestSession seeder, TestSession leecher) {
    /**
     * Connects them, and returns when both have said their extension handshakes. The transfer goes on whenever time passes.
     */
    public void connect() {
        seeder.torrent();
        leecher.dial(seeder.address());
        seeder.awaitPeer(peer -> !peer.extensions().isEmpty());
        leecher.awaitPeer(peer -> !peer.extensions().isEmpty());
    }

    /**
     * Connects them, and returns when the leecher has the whole torrent.
     *
     * @throws AssertionError when what it has is not the torrent
     */
    public void transfer() {
        seeder.torrent();
        leecher.dial(seeder.address());
        leecher.awaitComplete();
    }
}
