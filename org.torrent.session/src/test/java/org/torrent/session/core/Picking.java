package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/** A small torrent, its picker and three peers. */
abstract class Picking {
    static final int BLOCK = PieceLayout.BLOCK_BYTES;

    /** Ten pieces of four blocks; the last piece is one block and a bit. */
    final PieceLayout layout = new PieceLayout(9 * 4 * BLOCK + BLOCK + 100, 4 * BLOCK);

    final Bitfield all = Bitfield.full(10);
    final PiecePicker picker = new PiecePicker(layout, new Random(1));
    final PickerPeer alice = new PickerPeer();
    final PickerPeer bob = new PickerPeer();
    final PickerPeer carol = new PickerPeer();

    List<BlockRequest> pick(PickerPeer peer, Bitfield bits, int max) {
        List<BlockRequest> out = new ArrayList<>();
        assertThat(picker.pick(peer, bits, null, max, out)).isEqualTo(out.size());
        return out;
    }

    Receipt deliver(PickerPeer peer, BlockRequest block) {
        return picker.received(peer, block, new ArrayList<>());
    }

    static Bitfield only(int piece) {
        Bitfield bits = new Bitfield(10);
        bits.set(piece);
        return bits;
    }

    static Bitfield allBut(int piece) {
        Bitfield bits = Bitfield.full(10);
        bits.clear(piece);
        return bits;
    }
}
