package org.torrent.session.budget;

/** One loop's side of {@link LoopShares}: what its torrents may use together. On that loop. */
public final class LoopShare {
    private final long equalPart;
    private Grant grant;

    /** @param equalPart what it may use while it has no valid grant */
    public LoopShare(long equalPart) {
        this.equalPart = equalPart;
    }

    /** A message from the session loop. */
    public void onGrant(Grant newest) {
        grant = newest;
    }

    /** What may be used now. */
    public long amount(long nowNanos) {
        return amount(grant, equalPart, nowNanos);
    }

    /** The same for the session loop, which counts with it. */
    static long amount(Grant grant, long equalPart, long nowNanos) {
        if (grant == null) {
            return equalPart;
        }
        boolean isOver = nowNanos - grant.untilNanos() >= 0;
        return isOver ? Math.min(equalPart, grant.amount()) : grant.amount();
    }
}
