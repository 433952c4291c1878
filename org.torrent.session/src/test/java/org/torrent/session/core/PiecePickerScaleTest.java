package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/** Work is counted, not timed: what a pick looks at must not grow with the number of pieces. */
class PiecePickerScaleTest {
    private static final int PIECES = 200_000;
    private static final int PIECE_BLOCKS = 4;

    private final PieceLayout layout = new PieceLayout(
            (long) PIECES * PIECE_BLOCKS * PieceLayout.BLOCK_BYTES, PIECE_BLOCKS * PieceLayout.BLOCK_BYTES);
    private final PiecePicker picker = new PiecePicker(layout, new Random(7));
    private final List<BlockRequest> out = new ArrayList<>();
    private final List<PickerPeer> cancelled = new ArrayList<>();

    @Test
    void pick_whenThereAreManyPieces_shouldLookAtFew() {
        Random random = new Random(3);
        Bitfield seed = Bitfield.full(PIECES);
        Bitfield half = new Bitfield(PIECES);
        for (int i = 0; i < PIECES; i++) {
            if (random.nextBoolean()) {
                half.set(i);
            }
        }
        picker.peerHas(seed);
        picker.peerHas(half);
        PickerPeer one = new PickerPeer();
        PickerPeer two = new PickerPeer();

        int blocks = 0;
        while (blocks < 400_000) {
            blocks += exchange(one, seed, 50);
            blocks += exchange(two, half, 50);
        }

        assertThat(picker.steps()).isLessThan(4L * blocks);
    }

    @Test
    void pick_whenPeerLacksWhatIsRare_shouldStillLookAtFew() {
        Bitfield leecher = new Bitfield(PIECES);
        for (int i = 0; i < 1000; i++) {
            leecher.set(PIECES - 1 - i);
        }
        Bitfield others = Bitfield.full(PIECES);
        others.clear(PIECES - 1);
        picker.peerHas(others);
        picker.peerHas(leecher);
        picker.peerHas(leecher);
        PickerPeer peer = new PickerPeer();

        int blocks = 0;
        for (int round = 0; round < 1000; round++) {
            blocks += exchange(peer, leecher, PIECE_BLOCKS);
        }

        assertThat(blocks).isEqualTo(1000 * PIECE_BLOCKS);
        assertThat(picker.steps()).isLessThan(1000L * (Rarity.BY_RARITY_MAX + Rarity.BY_PEER_MAX + 10));
    }

    @Test
    void pick_whenPeerHasNothingNew_shouldLookAtAlmostNothing() {
        Bitfield bits = new Bitfield(PIECES);
        for (int i = 0; i < PIECES / 2; i++) {
            bits.set(i);
            picker.have(i);
        }
        picker.peerHas(bits);
        picker.peerHas(Bitfield.full(PIECES));
        PickerPeer peer = new PickerPeer();

        for (int i = 0; i < 100; i++) {
            assertThat(picker.pick(peer, bits, null, 10, out)).isZero();
        }

        assertThat(picker.steps()).isLessThan(100L * (Rarity.BY_RARITY_MAX + 10));
    }

    private int exchange(PickerPeer peer, Bitfield bits, int max) {
        out.clear();
        picker.pick(peer, bits, null, max, out);
        for (BlockRequest block : out) {
            assertThat(picker.received(peer, block, cancelled)).isEqualTo(Receipt.ACCEPTED);
            if (picker.isAllBlocksReceived(block.piece())) {
                picker.have(block.piece());
            }
        }
        return out.size();
    }
}
