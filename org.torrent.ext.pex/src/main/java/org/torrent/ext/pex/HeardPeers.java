package org.torrent.ext.pex;

/** How many peers all peers of a torrent named together. One thread. */
final class HeardPeers {
    private int count;

    /** Whether there was room for one more. */
    boolean take() {
        if (count >= PexLimits.HEARD_PEERS_IN_SUM) {
            return false;
        }
        count++;
        return true;
    }

    /** So many were taken back, or who named them left. */
    void giveBack(int number) {
        count -= number;
    }

    int count() {
        return count;
    }
}
