package org.torrent.session.plugin.registry;

import java.util.concurrent.atomic.AtomicLong;
import org.torrent.session.plugin.entry.PluginEntry;

/**
 * A name with its id, as torrents hold it: plugins come and go in it.
 *
 * @param holder whose messages these are; null while it is empty
 * @param vacantSinceNanos since when it is empty
 * @param strays messages that arrived for it while it was empty
 */
public record Slot(String name, int id, PluginEntry holder, long vacantSinceNanos, AtomicLong strays) {}
