package org.torrent.session;

import java.net.InetSocketAddress;
import java.util.List;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;

/**
 * What the user can set for the session.
 *
 * @param listen where peers reach us; port 0 for a free one; empty for nowhere
 * @param transports which kinds of transport are used, and in which order
 * @param poolBytes bound of the buffer pool
 * @param loops number of torrent loops
 * @param torrents settings of each torrent
 * @param budgets what all torrents together may use
 * @param hooks how long a hook of a plugin may keep a torrent loop
 */
public record SessionSettings(
        List<InetSocketAddress> listen,
        DialStrategy transports,
        long poolBytes,
        int loops,
        TorrentSettings torrents,
        BudgetSettings budgets,
        WatchTimes hooks) {
    /** With the shipped times for hooks. */
    public SessionSettings(
            List<InetSocketAddress> listen,
            DialStrategy transports,
            long poolBytes,
            int loops,
            TorrentSettings torrents,
            BudgetSettings budgets) {
        this(listen, transports, poolBytes, loops, torrents, budgets, WatchTimes.DEFAULTS);
    }

    /** The same with other times for hooks. */
    public SessionSettings withHooks(WatchTimes times) {
        return new SessionSettings(listen, transports, poolBytes, loops, torrents, budgets, times);
    }

    /** Listens on one address, or nowhere when that is null; uses every transport there is, and the shipped budgets. */
    public SessionSettings(InetSocketAddress listen, long poolBytes, int loops, TorrentSettings torrents) {
        this(
                listen == null ? List.of() : List.of(listen),
                new DialStrategy(List.of()),
                poolBytes,
                loops,
                torrents,
                BudgetSettings.DEFAULTS);
    }
}
