package org.torrent.tracker;

import java.time.Duration;

/**
 * What a tracker is told, whatever its scheme.
 *
 * @param url the tracker, as the torrent or the user has it
 * @param event why it is told
 * @param torrent what it is told of the torrent
 * @param wanted number of peers to ask for
 * @param key 32 random bits that stay the same for the torrent's run
 * @param trackerId what the tracker gave us to send back, empty for nothing
 * @param limit bound of everything, in time
 * @param hearsay whether neither the torrent nor the user named the tracker: it must be on the open network
 */
public record AnnounceRequest(
        String url,
        AnnounceEvent event,
        Announced torrent,
        int wanted,
        int key,
        byte[] trackerId,
        Duration limit,
        boolean hearsay) {}
