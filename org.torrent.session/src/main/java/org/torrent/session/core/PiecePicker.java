package org.torrent.session.core;

import java.util.List;
import java.util.random.RandomGenerator;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/** Which block to ask from whom: rarest first, partial pieces first, end game (BEP 3). */
public final class PiecePicker {
    /** Nothing is had, everything is wanted. */
    public PiecePicker(PieceLayout layout, RandomGenerator random) {
        throw new UnsupportedOperationException();
    }

    /** The piece is verified (or found by the check): never picked again. */
    public void have(int piece) {
        throw new UnsupportedOperationException();
    }

    /** The piece was believed, or its blocks were, but they are not on disk (failed force): pickable again, nobody is blamed. */
    public void lost(int piece) {
        throw new UnsupportedOperationException();
    }

    /** Whether the piece is had. */
    public boolean isHave(int piece) {
        throw new UnsupportedOperationException();
    }

    /** A live view of what is had; not to be changed. */
    public Bitfield haves() {
        throw new UnsupportedOperationException();
    }

    /** Whether every piece is had. */
    public boolean isComplete() {
        throw new UnsupportedOperationException();
    }

    /** Whether the piece is wanted and not had. */
    public boolean isMissing(int piece) {
        throw new UnsupportedOperationException();
    }

    /** Selects or deselects a piece. What is outstanding of a deselected piece may still arrive. */
    public void setWanted(int piece, boolean wanted) {
        throw new UnsupportedOperationException();
    }

    /** Whether every wanted piece is had. */
    public boolean isFinished() {
        throw new UnsupportedOperationException();
    }

    /** On: pieces in order of their index instead of rarest first. */
    public void sequential(boolean on) {
        throw new UnsupportedOperationException();
    }

    /** A connected peer announced all it has. Call it before {@link #pick}. */
    public void peerHas(Bitfield bits) {
        throw new UnsupportedOperationException();
    }

    /** A connected peer announced one piece more; call it only when that piece was new for this peer. */
    public void peerHas(int piece) {
        throw new UnsupportedOperationException();
    }

    /** A peer that had these pieces is gone. */
    public void peerGone(Bitfield bits) {
        throw new UnsupportedOperationException();
    }

    /** Whether the peer has a piece that is wanted and not had. */
    public boolean isInteresting(Bitfield peerBits) {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends up to {@code max} requests for this peer to {@code out}, never one that it already has outstanding.
     *
     * @param peerBits what the peer has; bits are only ever added while it is connected
     * @param allowed when not null (choked), only these pieces (BEP 6, allowed fast)
     * @return number of requests appended
     */
    public int pick(PickerPeer peer, Bitfield peerBits, Bitfield allowed, int max, List<BlockRequest> out) {
        throw new UnsupportedOperationException();
    }

    /**
     * A block arrived from a peer.
     *
     * @param cancelled others who were asked for the same block are appended: send them cancels
     */
    public Receipt received(PickerPeer peer, BlockRequest block, List<PickerPeer> cancelled) {
        throw new UnsupportedOperationException();
    }

    /** The request will not be answered (rejected, BEP 6, or cancelled). Unknown requests are ignored. */
    public void abandoned(PickerPeer peer, BlockRequest block) {
        throw new UnsupportedOperationException();
    }

    /** The request was not answered in time: others may be asked, a late answer is still accepted. */
    public void timedOut(PickerPeer peer, BlockRequest block) {
        throw new UnsupportedOperationException();
    }

    /** The peer choked us without the fast extension: as {@link #timedOut} for everything that is outstanding. */
    public void choked(PickerPeer peer) {
        throw new UnsupportedOperationException();
    }

    /** Everything outstanding of this peer is free again. */
    public void peerDisconnected(PickerPeer peer) {
        throw new UnsupportedOperationException();
    }

    /** Whether all blocks of the piece have arrived; true for a piece that is had. */
    public boolean isAllBlocksReceived(int piece) {
        throw new UnsupportedOperationException();
    }

    /** The hash failed: all blocks are missing again and will, if possible, be asked from a single peer. */
    public void failed(int piece) {
        throw new UnsupportedOperationException();
    }

    /** Peers whose blocks are in a piece that is in progress, or complete but neither had nor failed yet; else empty. */
    public List<PickerPeer> contributors(int piece) {
        throw new UnsupportedOperationException();
    }

    /** Number of connected peers that have the piece. */
    public int availability(int piece) {
        throw new UnsupportedOperationException();
    }

    /** Whether every block that can be had is asked for already, so that blocks may be asked for twice. */
    public boolean isEndGame() {
        throw new UnsupportedOperationException();
    }

    /** Number of pieces in progress, including complete ones that await their verification. */
    public int partialPieces() {
        throw new UnsupportedOperationException();
    }
}
