package org.torrent.session.core;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/**
 * Which block to ask from whom: rarest first, partial pieces first, end game (BEP 3); {@link BlockChoice} tells the order.
 * A piece is fresh (nothing asked yet), in progress, or settled (had, or not wanted). Answers to requests take constant
 * time, a pick takes time in proportion to the pieces in progress, whatever the number of pieces.
 */
public final class PiecePicker {
    private final PieceLayout layout;
    private final Bitfield haves;
    private final Bitfield unwanted;

    /** Had or unwanted. */
    private final Bitfield settled;

    private final Rarity rarity;
    private final BlockChoice choice;
    private final PartialPieces partials;

    /** Nothing is had, everything is wanted. */
    public PiecePicker(PieceLayout layout, RandomGenerator random) {
        int pieces = layout.pieceCount();
        this.layout = layout;
        this.haves = new Bitfield(pieces);
        this.unwanted = new Bitfield(pieces);
        this.settled = new Bitfield(pieces);
        this.rarity = new Rarity(pieces, random);
        this.choice = new BlockChoice(layout, rarity);
        this.partials = choice.partials;
    }

    /** The piece is verified (or found by the check): never picked again. */
    public void have(int piece) {
        if (!haves.set(piece)) {
            return;
        }
        settled.set(piece);
        choice.failed.remove(piece);
        rarity.removeFresh(piece);
        drop(partials.get(piece));
    }

    /** The piece was believed, or its blocks were, but they are not on disk (failed force): pickable again, nobody is blamed. */
    public void lost(int piece) {
        haves.clear(piece);
        drop(partials.get(piece));
        if (!unwanted.get(piece)) {
            settled.clear(piece);
            rarity.addFresh(piece);
        }
    }

    /** As {@link #lost} for every piece in progress: what has come of them is gone. What is outstanding is still welcome. */
    public void startOver() {
        for (PartialPiece partial : partials.all()) {
            lost(partial.piece);
        }
    }

    /** Whether the piece is had. */
    public boolean isHave(int piece) {
        return haves.get(piece);
    }

    /** A live view of what is had; not to be changed. */
    public Bitfield haves() {
        return haves;
    }

    /** Whether every piece is had. */
    public boolean isComplete() {
        return haves.isFull();
    }

    /** Whether the piece is wanted and not had. */
    public boolean isMissing(int piece) {
        return !settled.get(piece);
    }

    /** Selects or deselects a piece. What is outstanding of a deselected piece may still arrive. */
    public void setWanted(int piece, boolean wanted) {
        if (wanted ? !unwanted.clear(piece) : !unwanted.set(piece)) {
            return;
        }
        if (haves.get(piece)) {
            return;
        }
        PartialPiece partial = partials.get(piece);
        if (wanted) {
            settled.clear(piece);
        } else {
            settled.set(piece);
            rarity.removeFresh(piece);
        }
        if (partial != null) {
            partial.wanted = wanted;
            settle(partial);
        } else if (wanted) {
            rarity.addFresh(piece);
        }
    }

    /** Whether every wanted piece is had. */
    public boolean isFinished() {
        return settled.isFull();
    }

    /** On: pieces in order of their index instead of rarest first. */
    public void sequential(boolean on) {
        choice.sequential = on;
    }

    /** A connected peer announced all it has. Call it before {@link #pick}. */
    public void peerHas(Bitfield bits) {
        rarity.peerHas(bits);
    }

    /** A connected peer announced one piece more; call it only when that piece was new for this peer. */
    public void peerHas(int piece) {
        rarity.peerHas(piece);
    }

    /** A peer that had these pieces is gone. */
    public void peerGone(Bitfield bits) {
        rarity.peerGone(bits);
    }

    /**
     * A connected peer that had announced a piece has it no more: the piece is not the peer's to work on alone. What is
     * outstanding stays so; the peer may still answer.
     *
     * @param bits what it has now
     */
    public void peerLost(PickerPeer peer, Bitfield bits, int piece) {
        rarity.peerLost(bits, piece);
        PartialPiece partial = partials.get(piece);
        if (partial != null) {
            disown(partial, peer);
        }
    }

    /** Whether the peer has a piece that is wanted and not had. */
    public boolean isInteresting(Bitfield peerBits) {
        return peerBits.hasBeyond(settled);
    }

    /**
     * Appends up to {@code max} requests for this peer to {@code out}, never one that it already has outstanding.
     *
     * @param peerBits what the peer has; a bit that goes is told by {@link #peerLost}
     * @param allowed when not null (choked), only these pieces (BEP 6, allowed fast)
     * @return number of requests appended
     */
    public int pick(PickerPeer peer, Bitfield peerBits, Bitfield allowed, int max, List<BlockRequest> out) {
        return choice.pick(peer, peerBits, allowed, max, out);
    }

    /**
     * A block arrived from a peer.
     *
     * @param cancelled others who were asked for the same block are appended: send them cancels
     */
    public Receipt received(PickerPeer peer, BlockRequest block, List<PickerPeer> cancelled) {
        if (!layout.isBlock(block)) {
            return Receipt.UNREQUESTED;
        }
        int index = block.offset() / PieceLayout.BLOCK_BYTES;
        PartialPiece partial = partials.get(block.piece());
        if (haves.get(block.piece()) || partial != null && partial.isReceived(index)) {
            peer.takeLate(block);
            return Receipt.DUPLICATE;
        }
        boolean asked = partial != null && partial.isAsked(index, peer);
        if (!peer.takeLate(block) && !asked) {
            return Receipt.UNREQUESTED;
        }
        peer.delivered();
        if (partial == null) {
            if (settled.get(block.piece())) {
                return Receipt.DUPLICATE;
            }
            partial = choice.begin(block.piece());
        }
        partial.receive(index, peer, cancelled);
        partials.update(partial);
        return Receipt.ACCEPTED;
    }

    /** The peer is asked for a block that was not picked: its answer is accepted. */
    public void expect(PickerPeer peer, BlockRequest block) {
        PartialPiece partial = partials.get(block.piece());
        if (partial == null || !partial.isAsked(block.offset() / PieceLayout.BLOCK_BYTES, peer)) {
            peer.expectLate(block);
        }
    }

    /** The request will not be answered (rejected, BEP 6, or cancelled). Unknown requests are ignored. */
    public void abandoned(PickerPeer peer, BlockRequest block) {
        release(peer, block);
    }

    /** The request was not answered in time: others may be asked, a late answer is still accepted. */
    public void timedOut(PickerPeer peer, BlockRequest block) {
        if (release(peer, block)) {
            peer.expectLate(block);
            peer.failed();
        }
    }

    /** The peer choked us without the fast extension: as {@link #timedOut} for everything that is outstanding. */
    public void choked(PickerPeer peer) {
        releaseAll(peer, true);
    }

    /** Everything outstanding of this peer is free again. */
    public void peerDisconnected(PickerPeer peer) {
        releaseAll(peer, false);
        peer.forgetLate();
        peer.current = -1;
    }

    /** Whether all blocks of the piece have arrived; true for a piece that is had. */
    public boolean isAllBlocksReceived(int piece) {
        PartialPiece partial = partials.get(piece);
        return partial == null ? haves.get(piece) : partial.isAllReceived();
    }

    /** The hash failed: all blocks are missing again and will, if possible, be asked from a single peer. */
    public void failed(int piece) {
        choice.failed.add(piece);
        lost(piece);
    }

    /** Peers whose blocks are in a piece that is in progress, or complete but neither had nor failed yet; else empty. */
    public List<PickerPeer> contributors(int piece) {
        List<PickerPeer> contributors = new ArrayList<>();
        PartialPiece partial = partials.get(piece);
        if (partial != null) {
            partial.contributors(contributors);
        }
        return contributors;
    }

    /** Number of connected peers that have the piece. */
    public int availability(int piece) {
        return rarity.availability(piece);
    }

    /** Whether every block that can be had is asked for already, so that blocks may be asked for twice. */
    public boolean isEndGame() {
        return !isFinished() && choice.isEndGame();
    }

    /** Number of pieces in progress, including complete ones that await their verification. */
    public int partialPieces() {
        return partials.size();
    }

    /** Pieces and blocks looked at so far: what tests measure instead of time. */
    long steps() {
        return rarity.steps + choice.steps;
    }

    /** Whether the piece failed before and is being had from one peer only. */
    boolean isReserved(int piece) {
        PartialPiece partial = partials.get(piece);
        return partial != null && partial.exclusive && partial.owner != null;
    }

    /** Whether a block that has not arrived is asked from the peer. */
    boolean isAsked(PickerPeer peer, BlockRequest block) {
        PartialPiece partial = partials.get(block.piece());
        return partial != null && partial.isAsked(block.offset() / PieceLayout.BLOCK_BYTES, peer);
    }

    private boolean release(PickerPeer peer, BlockRequest block) {
        PartialPiece partial = layout.isBlock(block) ? partials.get(block.piece()) : null;
        if (partial == null || !partial.release(block.offset() / PieceLayout.BLOCK_BYTES, peer)) {
            return false;
        }
        disown(partial, peer);
        settle(partial);
        return true;
    }

    private void releaseAll(PickerPeer peer, boolean expected) {
        for (PartialPiece partial : partials.all()) {
            disown(partial, peer);
            for (int block = 0; block < partial.blocks && peer.outstanding > 0; block++) {
                if (partial.release(block, peer) && expected) {
                    peer.expectLate(partial.request(block));
                    peer.failed();
                }
            }
            settle(partial);
        }
    }

    private static void disown(PartialPiece partial, PickerPeer peer) {
        if (partial.owner == peer) {
            partial.owner = null;
        }
    }

    /** After blocks became free: a piece with nothing in it is fresh again, so that they can't pile up. */
    private void settle(PartialPiece partial) {
        if (!partial.isIdle()) {
            partials.update(partial);
            return;
        }
        drop(partial);
        if (partial.wanted) {
            rarity.addFresh(partial.piece);
        }
    }

    private void drop(PartialPiece partial) {
        if (partial != null) {
            partial.drop();
            partials.remove(partial);
        }
    }
}
