package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/** What becomes of blocks that come, and of pieces whose blocks did. */
class PickerReceiptTest extends Picking {
    @Test
    void received_whenNotAsked_shouldRefuse() {
        picker.peerHas(all);
        BlockRequest block = pick(alice, all, 1).get(0);

        assertThat(deliver(bob, block)).isEqualTo(Receipt.UNREQUESTED);
        assertThat(deliver(alice, new BlockRequest(block.piece(), 1, BLOCK))).isEqualTo(Receipt.UNREQUESTED);
        assertThat(deliver(alice, new BlockRequest(-1, 0, BLOCK))).isEqualTo(Receipt.UNREQUESTED);
        assertThat(deliver(alice, block)).isEqualTo(Receipt.ACCEPTED);
    }

    @Test
    void received_whenTimedOutBefore_shouldAcceptAndCancelWhoWasAskedInstead() {
        Bitfield one = only(0);
        picker.peerHas(one);
        BlockRequest block = pick(alice, one, 1).get(0);
        picker.timedOut(alice, block);
        assertThat(alice.outstanding()).isZero();
        assertThat(pick(bob, one, 1)).containsExactly(block);
        List<PickerPeer> cancelled = new ArrayList<>();

        assertThat(picker.received(alice, block, cancelled)).isEqualTo(Receipt.ACCEPTED);

        assertThat(cancelled).containsExactly(bob);
        assertThat(bob.outstanding()).isZero();
    }

    @Test
    void received_whenChokedBefore_shouldAcceptWhatWasOnItsWay() {
        picker.peerHas(all);
        List<BlockRequest> blocks = pick(alice, all, 5);
        picker.choked(alice);
        assertThat(alice.outstanding()).isZero();
        assertThat(picker.partialPieces()).isZero();

        assertThat(deliver(alice, blocks.get(4))).isEqualTo(Receipt.ACCEPTED);
    }

    @Test
    void received_whenRejectedBefore_shouldRefuse() {
        picker.peerHas(all);
        BlockRequest block = pick(alice, all, 1).get(0);
        picker.abandoned(alice, block);

        assertThat(deliver(alice, block)).isEqualTo(Receipt.UNREQUESTED);
    }

    @Test
    void received_whenLastBlock_shouldCompleteThePiece() {
        Bitfield one = only(0);
        picker.peerHas(one);
        List<BlockRequest> blocks = pick(alice, one, 3);
        blocks.forEach(block -> deliver(alice, block));
        assertThat(picker.isAllBlocksReceived(0)).isFalse();

        pick(bob, one, 1).forEach(block -> deliver(bob, block));

        assertThat(picker.isAllBlocksReceived(0)).isTrue();
        assertThat(picker.contributors(0)).containsExactly(alice, bob);
        picker.have(0);
        assertThat(picker.contributors(0)).isEmpty();
        assertThat(picker.isHave(0)).isTrue();
        assertThat(picker.partialPieces()).isZero();
    }

    @Test
    void failed_whenAskedAgain_shouldKeepItToOnePeer() {
        Bitfield one = only(0);
        picker.peerHas(one);
        picker.peerHas(only(1));
        pick(alice, one, 4).forEach(block -> deliver(alice, block));
        picker.failed(0);
        assertThat(picker.isAllBlocksReceived(0)).isFalse();

        assertThat(pick(bob, one, 1)).hasSize(1);

        assertThat(pick(carol, one, 4)).isEmpty();
        assertThat(pick(bob, one, 3)).hasSize(3);
    }

    @Test
    void failed_whenItsPeerLeaves_shouldPassOnToAnother() {
        Bitfield one = only(0);
        picker.peerHas(one);
        pick(alice, one, 4).forEach(block -> deliver(alice, block));
        picker.failed(0);
        deliver(bob, pick(bob, one, 2).get(0));
        picker.peerDisconnected(bob);

        assertThat(pick(carol, one, 4)).hasSize(3);
    }

    @Test
    void startOver_whenPiecesAreInProgress_shouldMissAllTheirBlocksAndWelcomeLateOnes() {
        picker.peerHas(all);
        picker.have(9);
        List<BlockRequest> asked = pick(alice, all, 6);
        asked.subList(0, 5).forEach(block -> deliver(alice, block));

        picker.startOver();

        assertThat(picker.partialPieces()).isZero();
        assertThat(picker.isHave(9)).isTrue();
        assertThat(alice.outstanding()).isZero();
        assertThat(deliver(alice, asked.get(5))).isEqualTo(Receipt.ACCEPTED);
        assertThat(pick(bob, all, 1000)).hasSize(35).containsAll(asked.subList(0, 5));
    }

    @Test
    void lost_whenHad_shouldPickItAgain() {
        picker.peerHas(all);
        for (int piece = 0; piece < 10; piece++) {
            picker.have(piece);
        }
        assertThat(picker.isComplete()).isTrue();
        assertThat(picker.isInteresting(all)).isFalse();

        picker.lost(4);

        assertThat(picker.isComplete()).isFalse();
        assertThat(picker.isInteresting(all)).isTrue();
        assertThat(pick(alice, all, 100))
                .hasSize(4)
                .extracting(BlockRequest::piece)
                .containsOnly(4);
    }

    @Test
    void received_whenVeryManyTimedOut_shouldRememberTheLatest() {
        PiecePicker large = new PiecePicker(new PieceLayout(1000L * BLOCK, BLOCK), new Random(1));
        Bitfield bits = Bitfield.full(1000);
        large.peerHas(bits);
        List<BlockRequest> out = new ArrayList<>();
        large.pick(alice, bits, null, 1000, out);
        assertThat(large.partialPieces()).isEqualTo(1000);

        out.forEach(block -> large.timedOut(alice, block));

        assertThat(large.partialPieces()).isZero();
        assertThat(large.received(alice, out.get(0), new ArrayList<>())).isEqualTo(Receipt.UNREQUESTED);
        assertThat(large.received(alice, out.get(999), new ArrayList<>())).isEqualTo(Receipt.ACCEPTED);
    }
}
