package org.torrent.session.core;

import java.util.List;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/**
 * A piece in progress. Each of its blocks is free, asked (from one peer, in end game from up to {@link #COPIES_MAX}), or
 * received; a received block remembers its sender.
 */
final class PartialPiece {
    /** How many peers a block is asked from at the same time, at most (end game). */
    static final int COPIES_MAX = 3;

    final int piece;
    final int blocks;

    /** Failed its hash before: to be had from one peer only, so that the one to blame is known. */
    final boolean exclusive;

    /** Who works on it alone; null: it is open to everybody. */
    PickerPeer owner;

    boolean wanted = true;

    /** Place in the list of pieces with free blocks, or -1; kept by {@link PartialPieces}. */
    int openIndex = -1;

    private final PieceLayout layout;
    private final Bitfield free;
    private final Bitfield received;

    /** {@code width} places per block: those who are asked, first come first; once received: the sender. */
    private PickerPeer[] peers;

    private int width = 1;

    PartialPiece(PieceLayout layout, int piece, boolean exclusive) {
        this.layout = layout;
        this.piece = piece;
        this.blocks = layout.blockCount(piece);
        this.exclusive = exclusive;
        this.free = Bitfield.full(blocks);
        this.received = new Bitfield(blocks);
        this.peers = new PickerPeer[blocks];
    }

    boolean hasFree() {
        return !free.isEmpty();
    }

    int freeBlocks() {
        return free.cardinality();
    }

    int nextFree(int from) {
        return free.next(from);
    }

    boolean isReceived(int block) {
        return received.get(block);
    }

    boolean isAllReceived() {
        return received.isFull();
    }

    /** Whether nothing was received and nothing is asked. */
    boolean isIdle() {
        return free.isFull();
    }

    /** Whether it belongs to another peer. */
    boolean isForeign(PickerPeer peer) {
        return owner != null && owner != peer;
    }

    BlockRequest request(int block) {
        return layout.block(piece, block);
    }

    /** How many peers are asked for a block that is not received. */
    int copies(int block) {
        int copies = 0;
        while (copies < width && peers[block * width + copies] != null) {
            copies++;
        }
        return copies;
    }

    /** Whether a block that is not received is asked from this peer. */
    boolean isAsked(int block, PickerPeer peer) {
        return place(block, peer) >= 0;
    }

    void ask(int block, PickerPeer peer) {
        int copies = copies(block);
        if (copies == width) {
            widen();
        }
        peers[block * width + copies] = peer;
        free.clear(block);
        peer.outstanding++;
    }

    /** The peer is not waited for any more; tells whether it was. */
    boolean release(int block, PickerPeer peer) {
        int place = received.get(block) ? -1 : place(block, peer);
        if (place < 0) {
            return false;
        }
        int last = (block + 1) * width - 1;
        System.arraycopy(peers, place + 1, peers, place, last - place);
        peers[last] = null;
        peer.outstanding--;
        if (peers[block * width] == null) {
            free.set(block);
        }
        return true;
    }

    /**
     * Asks the peer in the place of whoever was asked first and is less likely to send the block, which is welcome from him all
     * the same; tells whether there was one.
     */
    boolean replace(int block, PickerPeer peer) {
        BlockRequest request = request(block);
        for (int i = block * width; i < (block + 1) * width && peers[i] != null; i++) {
            PickerPeer holder = peers[i];
            if (peer.isBetterThan(holder, request)) {
                release(block, holder);
                holder.expectLate(request);
                ask(block, peer);
                return true;
            }
        }
        return false;
    }

    /** The block arrived; all others who were asked for it are appended and not waited for any more. */
    void receive(int block, PickerPeer sender, List<PickerPeer> others) {
        for (int i = block * width; i < (block + 1) * width && peers[i] != null; i++) {
            peers[i].outstanding--;
            if (peers[i] != sender) {
                peers[i].expectLate(request(block));
                others.add(peers[i]);
            }
            peers[i] = null;
        }
        peers[block * width] = sender;
        free.clear(block);
        received.set(block);
    }

    /** Nobody is waited for any more; the piece is not to be used after this. */
    void drop() {
        for (int block = 0; block < blocks; block++) {
            for (int i = block * width; !received.get(block) && i < (block + 1) * width && peers[i] != null; i++) {
                peers[i].outstanding--;
                peers[i].expectLate(request(block));
            }
        }
    }

    /** Appends the senders of its blocks, each once. */
    void contributors(List<PickerPeer> out) {
        for (int block = received.next(0); block >= 0; block = received.next(block + 1)) {
            PickerPeer sender = peers[block * width];
            if (!out.contains(sender)) {
                out.add(sender);
            }
        }
    }

    private int place(int block, PickerPeer peer) {
        for (int i = block * width; i < (block + 1) * width; i++) {
            if (peers[i] == peer) {
                return i;
            }
        }
        return -1;
    }

    private void widen() {
        PickerPeer[] wide = new PickerPeer[blocks * COPIES_MAX];
        for (int block = 0; block < blocks; block++) {
            wide[block * COPIES_MAX] = peers[block];
        }
        peers = wide;
        width = COPIES_MAX;
    }
}
