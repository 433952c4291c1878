package org.torrent.session.plugin.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.registry.CatalogFollowers;

/** The torrents that run, in the order in which they began. Any thread. */
final class OpenTorrents implements CatalogFollowers {
    private final List<TorrentPluginHost> torrents = new CopyOnWriteArrayList<>();

    /** It hears of every catalog from now on. */
    void add(TorrentPluginHost torrent) {
        torrents.add(torrent);
    }

    void remove(TorrentPluginHost torrent) {
        torrents.remove(torrent);
    }

    @Override
    public void catalogChanged(Predicate<TorrentId> concerns) {
        torrents.stream().filter(torrent -> concerns.test(torrent.id())).forEach(TorrentPluginHost::catalogChanged);
    }

    /** The plugins of a name begin anew in one torrent. */
    void renew(String plugin, TorrentId id) {
        torrents.stream().filter(torrent -> torrent.id().equals(id)).forEach(torrent -> torrent.renew(plugin));
    }

    /** What plugins saved for a torrent was read while it lived already. */
    void statesCame(TorrentId id) {
        torrents.stream().filter(torrent -> torrent.id().equals(id)).forEach(TorrentPluginHost::statesCame);
    }

    @Override
    public void whenFollowed(Runnable then) {
        List<TorrentPluginHost> now = List.copyOf(torrents);
        AtomicInteger left = new AtomicInteger(now.size() + 1);
        Runnable one = () -> {
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        };
        now.forEach(torrent -> torrent.whenFollowed(one));
        one.run();
    }

    @Override
    public boolean inLoop() {
        return torrents.stream().anyMatch(TorrentPluginHost::inLoop);
    }
}
