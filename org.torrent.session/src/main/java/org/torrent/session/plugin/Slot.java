package org.torrent.session.plugin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A name with its id, as torrents hold it: plugins come and go in it.
 *
 * @param holder whose messages these are; null while it is empty
 * @param vacantSinceNanos since when it is empty
 * @param strays messages that arrived for it while it was empty
 */
record Slot(String name, int id, PluginEntry holder, long vacantSinceNanos, AtomicLong strays) {}
