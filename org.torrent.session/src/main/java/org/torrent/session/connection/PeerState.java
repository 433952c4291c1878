package org.torrent.session.connection;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.torrent.protocol.Handshake;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.wire.PeerWire;

/**
 * What was agreed on with one peer and what both sides said since: the choke and interest flags of BEP 3, what the peer
 * has. On the torrent's loop; what is final may be read by any thread.
 */
public final class PeerState {
    /** The connection itself. */
    public final PeerWire wire;

    /** Their handshake. */
    public final Handshake theirs;

    /** Whether the fast extension was agreed on (BEP 6). */
    public final boolean fast;

    /** Whether the extension protocol was agreed on (BEP 10). */
    public final boolean extended;

    /** Since when both handshakes are done. */
    public final long connectedAtNanos;

    /** What the peer has. */
    public final PeerBits bits;

    /** Where the peer can be dialled; for one that dialled us null until it said so. */
    public InetSocketAddress endpoint;

    /** Where it says it has an IPv6 address; null until it did. Only a claim. */
    public Inet6Address alsoAt;

    /** Source bits of {@link org.torrent.spi.peers.PeerSource}. */
    public int source;

    /** When payload last went either way; at first when it connected. */
    public long usedAtNanos;

    boolean amChoking = true;
    long unchokedAtNanos;
    private long wastedAtNanos;
    private boolean wasted;
    private long keptAtNanos;
    private boolean kept;
    boolean amInterested;
    boolean peerChoking = true;
    boolean peerInterested;
    String closing; // why we closed it, null while we did not

    /**
     * Both handshakes are done.
     *
     * @param bits nothing is said in there yet
     */
    public PeerState(PeerWire wire, Handshake theirs, boolean fast, boolean extended, PeerBits bits, long nowNanos) {
        this.wire = wire;
        this.theirs = theirs;
        this.fast = fast;
        this.extended = extended;
        this.bits = bits;
        this.connectedAtNanos = nowNanos;
        this.usedAtNanos = nowNanos;
    }

    /** Whether we answer none of its requests. */
    public boolean amChoking() {
        return amChoking;
    }

    /** It was unchoked and took nothing. */
    public void slotWasted(long nowNanos) {
        wasted = true;
        wastedAtNanos = nowNanos;
    }

    /** Whether that was lately. */
    public boolean hasWastedSlot(long nowNanos) {
        return wasted && nowNanos - wastedAtNanos < TorrentLimits.SLOT_WASTED_NANOS;
    }

    /** A plugin would not let it go. */
    public void kept(long nowNanos) {
        kept = true;
        keptAtNanos = nowNanos;
    }

    /** Whether that was lately: plugins are not asked again so soon. */
    public boolean isKept(long nowNanos) {
        return kept && nowNanos - keptAtNanos < TorrentLimits.KEPT_NANOS;
    }

    /** Whether it has something we want. */
    public boolean amInterested() {
        return amInterested;
    }

    /** Whether it wants something of us. */
    public boolean peerInterested() {
        return peerInterested;
    }

    /** Whether we closed the connection, and only its end has to come. */
    public boolean isClosing() {
        return closing != null;
    }
}
