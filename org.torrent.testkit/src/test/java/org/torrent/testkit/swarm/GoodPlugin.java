package org.torrent.testkit.swarm;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.Verdict;
import org.torrent.model.TorrentId;

/** Overrides every hook and does nothing in it; knows how often it was called. In one torrent only. */
final class GoodPlugin implements TorrentPluginFactory {
    private final TorrentId where;
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Set<PeerContext> peers = ConcurrentHashMap.newKeySet();
    private volatile TorrentContext torrent;

    GoodPlugin(TorrentId where) {
        this.where = where;
    }

    /** How often any of its hooks was called. */
    int calls() {
        return calls.get();
    }

    /** Whether a hook of this name was called. */
    boolean heard(String hook) {
        return heard.contains(hook);
    }

    /** The torrent in its present life, or null. */
    TorrentContext torrent() {
        return torrent;
    }

    /** The connections that are up. */
    Collection<PeerContext> peers() {
        return List.copyOf(peers);
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext context, Object userData) {
        if (!context.id().equals(where)) {
            return null;
        }
        torrent = context;
        peers.clear(); // of a life that was given up nobody tells the end
        return OneHook.plugin(
                TorrentPlugin.class,
                this::count,
                (method, arguments) ->
                        method.equals("newConnection") ? newConnection((PeerContext) arguments[0]) : null);
    }

    private PeerPlugin newConnection(PeerContext peer) {
        peers.add(peer);
        return OneHook.plugin(PeerPlugin.class, this::count, (method, arguments) -> {
            if (method.equals("onDisconnect")) {
                peers.remove(peer);
            }
            return method.equals("onUnknownMessage") ? Verdict.HANDLED : null;
        });
    }

    private void count(String hook) {
        calls.incrementAndGet();
        heard.add(hook);
    }
}
