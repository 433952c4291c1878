package org.torrent.session.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/**
 * The order in which blocks are offered to a peer:
 *
 * <ol>
 *   <li>the piece it works on;
 *   <li>pieces in progress that belong to nobody else, the most complete first;
 *   <li>a fresh piece, the rarest; it belongs to the peer when the peer is fast for its size, and to everybody otherwise;
 *   <li>pieces in progress that belong to others;
 *   <li>in end game, free blocks of pieces that should have come from one peer only, then blocks asked from others, then such
 *       as are asked from as many others as may be, in the place of one who lets requests go unanswered: a few who promise
 *       everything and send nothing would else keep the last blocks from everybody.
 * </ol>
 *
 * So a fast peer gets whole pieces, slow ones share, and at most one piece per peer is begun before those that somebody left
 * behind are taken up. Sequential: all pieces in progress come before a fresh one, and the lowest index always first.
 */
final class BlockChoice {
    /** A piece of up to this many windows may belong to one peer: at one window per second it takes 8 s. */
    static final int OWNED_WINDOWS_MAX = 8;

    /** In end game at least this many requests, or a quarter of the window, are kept outstanding. */
    static final int END_GAME_REQUESTS_MIN = 2;

    final PartialPieces partials = new PartialPieces();
    final Set<Integer> failed = new HashSet<>();
    boolean sequential;

    private final PieceLayout layout;
    private final Rarity rarity;

    /** Pieces and blocks looked at so far: what tests measure instead of time. */
    long steps;

    BlockChoice(PieceLayout layout, Rarity rarity) {
        this.layout = layout;
        this.rarity = rarity;
    }

    int pick(PickerPeer peer, Bitfield bits, Bitfield allowed, int max, List<BlockRequest> out) {
        int window = peer.outstanding + max;
        int left = max;
        while (left > 0) {
            PartialPiece next = next(peer, bits, allowed, window);
            if (next == null) {
                break;
            }
            left -= take(next, peer, window, left, out);
        }
        if (left > 0 && isEndGame()) {
            int idle = Math.max(END_GAME_REQUESTS_MIN, window / 4) - peer.outstanding;
            left -= endGame(peer, bits, allowed, Math.min(left, idle), out);
        }
        return max - left;
    }

    /** Whether every block that can be had is asked for. */
    boolean isEndGame() {
        if (rarity.available() > 0) {
            return false;
        }
        for (int i = 0; i < partials.openSize(); i++) {
            steps++;
            PartialPiece open = partials.open(i);
            boolean reserved = open.exclusive && open.owner != null;
            if (!reserved && rarity.availability(open.piece) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Begins a fresh piece. */
    PartialPiece begin(int piece) {
        rarity.removeFresh(piece);
        PartialPiece partial = new PartialPiece(layout, piece, failed.contains(piece));
        partials.add(partial);
        return partial;
    }

    private PartialPiece next(PickerPeer peer, Bitfield bits, Bitfield allowed, int window) {
        PartialPiece current = peer.current < 0 ? null : partials.get(peer.current);
        if (!sequential
                && current != null
                && current.openIndex >= 0
                && !current.isForeign(peer)
                && isUsable(current, bits, allowed)) {
            return current;
        }
        PartialPiece open = bestOpen(peer, bits, allowed, false);
        if (open != null) {
            return open;
        }
        int fresh = fresh(bits, allowed);
        return fresh >= 0 ? begin(fresh) : bestOpen(peer, bits, allowed, true);
    }

    private int fresh(Bitfield bits, Bitfield allowed) {
        if (allowed != null) {
            return rarity.rarestOf(bits, allowed);
        }
        return sequential ? rarity.firstOf(bits) : rarity.rarestOf(bits);
    }

    private PartialPiece bestOpen(PickerPeer peer, Bitfield bits, Bitfield allowed, boolean foreign) {
        PartialPiece best = null;
        for (int i = 0; i < partials.openSize(); i++) {
            steps++;
            PartialPiece open = partials.open(i);
            boolean eligible = open.isForeign(peer) ? !open.exclusive && (foreign || sequential) : !foreign;
            if (eligible && isUsable(open, bits, allowed) && (best == null || isBetter(open, best, peer))) {
                best = open;
            }
        }
        return best;
    }

    private boolean isBetter(PartialPiece one, PartialPiece other, PickerPeer peer) {
        if (sequential) {
            return one.piece < other.piece;
        }
        if (one.isForeign(peer)) {
            return one.freeBlocks() > other.freeBlocks();
        }
        if ((one.owner == peer) != (other.owner == peer)) {
            return one.owner == peer;
        }
        return one.freeBlocks() < other.freeBlocks();
    }

    private static boolean isUsable(PartialPiece partial, Bitfield bits, Bitfield allowed) {
        return bits.get(partial.piece) && (allowed == null || allowed.get(partial.piece));
    }

    private int take(PartialPiece from, PickerPeer peer, int window, int max, List<BlockRequest> out) {
        if (from.owner == null && (from.exclusive || from.blocks <= (long) OWNED_WINDOWS_MAX * window)) {
            from.owner = peer;
        }
        peer.current = from.piece;
        return takeFree(from, peer, max, out);
    }

    private int takeFree(PartialPiece from, PickerPeer peer, int max, List<BlockRequest> out) {
        int taken = 0;
        for (int block = from.nextFree(0); block >= 0 && taken < max; block = from.nextFree(block + 1)) {
            ask(from, block, peer, out);
            taken++;
        }
        partials.update(from);
        return taken;
    }

    private static void ask(PartialPiece from, int block, PickerPeer peer, List<BlockRequest> out) {
        BlockRequest request = from.request(block);
        peer.takeLate(request);
        from.ask(block, peer);
        out.add(request);
    }

    private int endGame(PickerPeer peer, Bitfield bits, Bitfield allowed, int max, List<BlockRequest> out) {
        int taken = 0;
        for (int i = partials.openSize() - 1; i >= 0 && taken < max; i--) {
            PartialPiece open = partials.open(i);
            if (isUsable(open, bits, allowed)) {
                taken += takeFree(open, peer, max - taken, out);
            }
        }
        for (int copies = 1; copies < PartialPiece.COPIES_MAX && taken < max; copies++) {
            for (PartialPiece partial : partials.all()) {
                if (partial.wanted && isUsable(partial, bits, allowed)) {
                    taken += takeAsked(partial, peer, copies, max - taken, out);
                }
            }
        }
        for (PartialPiece partial : partials.all()) {
            if (taken < max && partial.wanted && isUsable(partial, bits, allowed)) {
                taken += takeOver(partial, peer, max - taken, out);
            }
        }
        return taken;
    }

    /** Blocks asked from as many others as may be, in the place of one of them. */
    private int takeOver(PartialPiece from, PickerPeer peer, int max, List<BlockRequest> out) {
        int taken = 0;
        for (int block = from.blocks - 1; block >= 0 && taken < max; block--) {
            steps++;
            boolean isCrowded = !from.isReceived(block) && from.copies(block) == PartialPiece.COPIES_MAX;
            if (isCrowded && !from.isAsked(block, peer) && from.replace(block, peer)) {
                BlockRequest request = from.request(block);
                peer.takeLate(request);
                out.add(request);
                taken++;
            }
        }
        return taken;
    }

    /** Blocks asked from that many others, the last first: they are the last that the others will send. */
    private int takeAsked(PartialPiece from, PickerPeer peer, int copies, int max, List<BlockRequest> out) {
        int taken = 0;
        for (int block = from.blocks - 1; block >= 0 && taken < max; block--) {
            steps++;
            if (!from.isReceived(block) && from.copies(block) == copies && !from.isAsked(block, peer)) {
                ask(from, block, peer, out);
                taken++;
            }
        }
        return taken;
    }
}
