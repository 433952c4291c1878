package org.torrent.ext.api;

/**
 * A tracker of a torrent.
 *
 * @param url as it was named; it may hold a password or a key of the user's
 * @param tier its tier (BEP 12), from 0
 * @param answered whether an announce to it succeeded since the torrent was added or the session began
 * @param local whether who answered is in the networks of this house, so that nobody elsewhere has a use for it
 * @param source who named it: {@code torrent} for the .torrent file or the link, {@code user} for one that was added later,
 *     or a plugin with what it says about it
 */
public record TrackerInfo(String url, int tier, boolean answered, boolean local, String source) {}
