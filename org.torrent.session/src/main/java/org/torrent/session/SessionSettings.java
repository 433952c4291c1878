package org.torrent.session;

import java.net.InetSocketAddress;
import org.torrent.session.torrent.TorrentSettings;

/**
 * What the user can set for the session.
 *
 * @param listen where peers reach us; port 0 for a free one; null for nowhere
 * @param poolBytes bound of the buffer pool
 * @param loops number of torrent loops
 * @param torrents settings of each torrent
 */
public record SessionSettings(InetSocketAddress listen, long poolBytes, int loops, TorrentSettings torrents) {}
