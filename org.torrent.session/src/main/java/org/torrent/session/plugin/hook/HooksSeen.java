package org.torrent.session.plugin.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Which methods the classes of a full plugin's parts override, as far as any part was made. Any thread. */
public final class HooksSeen {
    private final AtomicLong torrent = new AtomicLong();
    private final AtomicLong peer = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    /** A part for a torrent, by its mask. */
    public void torrent(long mask) {
        add(torrent, mask);
    }

    /** A part for a connection, by its masks. */
    public void peer(long life, long receivedMask, long sentMask) {
        add(peer, life);
        add(received, receivedMask);
        add(sent, sentMask);
    }

    private static void add(AtomicLong seen, long mask) {
        long before = seen.get();
        if ((before | mask) != before) {
            seen.accumulateAndGet(mask, (one, other) -> one | other);
        }
    }

    /** All of them, as {@code Contract.method}. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(TorrentHook.labels(torrent.get()));
        labels.addAll(PeerHook.labels(peer.get()));
        labels.addAll(ReceivedHook.labels(received.get()));
        labels.addAll(SentHook.labels(sent.get()));
        return List.copyOf(labels);
    }
}
