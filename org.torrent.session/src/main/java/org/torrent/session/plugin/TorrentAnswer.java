package org.torrent.session.plugin;

import java.util.function.Consumer;
import org.torrent.api.AddTorrent;

/**
 * What a plugin wants to be added for a peer that named a torrent which is not here.
 *
 * @param parameters of the torrent the peer named
 * @param blame tells why it can't be added: any thread
 */
public record TorrentAnswer(AddTorrent parameters, Consumer<String> blame) {}
