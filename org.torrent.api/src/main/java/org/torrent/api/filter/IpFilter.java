package org.torrent.api.filter;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.api.TorrentException;

/** A service: the lists of ranges that are not talked to, and what the user banned. Any thread. */
@ProviderType
public interface IpFilter {
    /** The configured lists, in their order. */
    List<FilterList> lists();

    /** What the user banned, oldest first, as it was written. */
    List<String> bans();

    /**
     * Bans an address ({@code 192.0.2.1}), a network ({@code 2001:db8::/32}) or a range ({@code 192.0.2.1-192.0.2.9}) in all
     * torrents, now and after a restart. What was banned already stays so.
     *
     * @return done when it is kept; fails with {@link TorrentException} when it is no range, and when it can't be kept (it
     *     counts until the end of the process then)
     */
    CompletionStage<Void> ban(String range);

    /**
     * Takes a ban back.
     *
     * @return done when that is kept; fails with {@link TorrentException} when there is no such ban
     */
    CompletionStage<Void> unban(String range);
}
