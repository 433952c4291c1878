package org.torrent.ext.metadata;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** A peer with metadata of its own, right or wrong. */
final class FakeSource implements MetadataSource {
    private static int ports = 2_000;

    final InetSocketAddress address = new InetSocketAddress("192.0.2.9", ports++);
    final Deque<Integer> requests = new ArrayDeque<>();
    final byte[] metadata;
    String banned;
    int asked;

    FakeSource(byte[] metadata) {
        this.metadata = metadata;
    }

    @Override
    public void request(int piece) {
        requests.add(piece);
        asked++;
    }

    @Override
    public void ban(String reason) {
        banned = reason;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Answers one request; false when there is none. */
    boolean answer(MetadataDownload download, long nowNanos) {
        Integer piece = requests.poll();
        if (piece == null) {
            return false;
        }
        download.received(this, MetadataMessage.data(metadata, piece), nowNanos);
        return true;
    }
}
