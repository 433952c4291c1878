package org.torrent.ext.api;

import java.util.List;

/**
 * Which peers a torrent gained and lost: only those of which we know where they listen, because we dialled them or they
 * said so.
 *
 * @param mark where these changes end: the next question begins there
 * @param whole whether the mark was too old or of another life, so that {@code gained} is all that are connected now and
 *     whoever was told of others has to forget them
 * @param gained connected now and not at the mark, in order; {@link PeerEndpoint#REACHABLE} on those that we dialled
 * @param lost connected at the mark and not now; without flags
 */
public record PeerChanges(long mark, boolean whole, List<PeerEndpoint> gained, List<PeerEndpoint> lost) {
    /** Takes copies. */
    public PeerChanges {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }
}
