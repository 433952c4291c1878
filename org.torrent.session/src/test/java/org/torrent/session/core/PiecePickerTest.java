package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

class PiecePickerTest {
    private static final int BLOCK = PieceLayout.BLOCK_BYTES;

    /** Ten pieces of four blocks; the last piece is one block and a bit. */
    private final PieceLayout layout = new PieceLayout(9 * 4 * BLOCK + BLOCK + 100, 4 * BLOCK);

    private final Bitfield all = Bitfield.full(10);
    private final PiecePicker picker = new PiecePicker(layout, new Random(1));
    private final PickerPeer alice = new PickerPeer();
    private final PickerPeer bob = new PickerPeer();
    private final PickerPeer carol = new PickerPeer();

    @Test
    void pick_whenOnePieceIsRarer_shouldBeginWithIt() {
        picker.peerHas(all);
        picker.peerHas(allBut(7));

        assertThat(pick(alice, all, 4)).extracting(BlockRequest::piece).containsOnly(7);
    }

    @Test
    void pick_whenAllAreEquallyRare_shouldGoByTheSeedOfChance() {
        Set<List<BlockRequest>> orders = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            PiecePicker one = new PiecePicker(layout, new Random(seed));
            PiecePicker same = new PiecePicker(layout, new Random(seed));
            one.peerHas(all);
            same.peerHas(all);
            List<BlockRequest> order = new ArrayList<>();
            List<BlockRequest> again = new ArrayList<>();
            one.pick(new PickerPeer(), all, null, 100, order);
            same.pick(new PickerPeer(), all, null, 100, again);
            assertThat(again).isEqualTo(order);
            orders.add(order);
        }

        assertThat(orders).hasSize(20);
    }

    @Test
    void pick_whenNobodyElseWorks_shouldOfferEveryBlockOnce() {
        picker.peerHas(all);

        List<BlockRequest> picked = pick(alice, all, 1000);

        assertThat(picked).doesNotHaveDuplicates().hasSize(38).allMatch(layout::isBlock);
        assertThat(picked).contains(new BlockRequest(9, BLOCK, 100));
        assertThat(alice.outstanding()).isEqualTo(38);
    }

    @Test
    void pick_whenPieceIsBegun_shouldFinishItFirst() {
        picker.peerHas(all);
        int begun = pick(alice, all, 1).get(0).piece();

        assertThat(pick(alice, all, 3)).extracting(BlockRequest::piece).containsOnly(begun);
        assertThat(pick(alice, all, 1)).extracting(BlockRequest::piece).doesNotContain(begun);
    }

    @Test
    void pick_whenPieceIsLeftBehind_shouldTakeItUpBeforeAFreshOne() {
        picker.peerHas(all);
        BlockRequest first = pick(alice, all, 1).get(0);
        deliver(alice, first);
        picker.peerDisconnected(alice);

        assertThat(pick(bob, all, 3)).extracting(BlockRequest::piece).containsOnly(first.piece());
    }

    @Test
    void pick_whenPeersAreFast_shouldGiveEachItsOwnPiece() {
        picker.peerHas(all);
        int ofAlice = pick(alice, all, 2).get(0).piece();

        assertThat(pick(bob, all, 2)).extracting(BlockRequest::piece).doesNotContain(ofAlice);
        assertThat(picker.partialPieces()).isEqualTo(2);
    }

    @Test
    void pick_whenPeersAreSlow_shouldLetThemShareAPiece() {
        PiecePicker large = new PiecePicker(new PieceLayout(100L * 64 * BLOCK, 64 * BLOCK), new Random(1));
        Bitfield bits = Bitfield.full(100);
        large.peerHas(bits);
        List<BlockRequest> out = new ArrayList<>();

        large.pick(alice, bits, null, 4, out);
        large.pick(bob, bits, null, 4, out);

        assertThat(out)
                .hasSize(8)
                .extracting(BlockRequest::piece)
                .containsOnly(out.get(0).piece());
    }

    @Test
    void pick_whenNothingIsFresh_shouldHelpOthersWithTheirPieces() {
        Bitfield one = only(3);
        picker.peerHas(one);
        pick(alice, one, 1);

        assertThat(pick(bob, one, 2)).hasSize(2).extracting(BlockRequest::piece).containsOnly(3);
    }

    @Test
    void pick_whenAllowedFast_shouldKeepToTheAllowedPieces() {
        picker.peerHas(all);
        List<BlockRequest> out = new ArrayList<>();

        assertThat(picker.pick(alice, all, only(6), 100, out)).isEqualTo(4);

        assertThat(out).extracting(BlockRequest::piece).containsOnly(6);
    }

    @Test
    void pick_whenPeerLacksThePiece_shouldNotOfferIt() {
        Bitfield few = only(2);
        picker.peerHas(few);
        picker.peerHas(all);

        assertThat(pick(alice, few, 100))
                .hasSize(4)
                .extracting(BlockRequest::piece)
                .containsOnly(2);
    }

    @Test
    void pick_whenSequential_shouldGoByIndex() {
        picker.sequential(true);
        picker.peerHas(all);
        picker.have(1);

        List<BlockRequest> picked = pick(alice, all, 6);
        picked.addAll(pick(bob, all, 3));

        assertThat(picked).extracting(BlockRequest::piece).containsExactly(0, 0, 0, 0, 2, 2, 2, 2, 3);
    }

    @Test
    void pick_whenEverythingIsAsked_shouldAskFewBlocksTwiceLastFirst() {
        picker.peerHas(all);
        pick(alice, all, 100);
        assertThat(picker.isEndGame()).isTrue();

        List<BlockRequest> again = pick(bob, all, 8);

        assertThat(again).hasSize(BlockChoice.END_GAME_REQUESTS_MIN).doesNotHaveDuplicates();
        assertThat(again.get(0).offset()).isGreaterThan(again.get(1).offset());
    }

    @Test
    void pick_whenEndGame_shouldAskABlockFromFewPeersOnly() {
        for (int piece = 1; piece < 10; piece++) {
            picker.have(piece);
        }
        picker.peerHas(all);
        int copies = 0;
        for (int peer = 0; peer < 10; peer++) {
            copies += pick(new PickerPeer(), all, 100).size();
        }

        assertThat(copies).isEqualTo(4 * PartialPiece.COPIES_MAX);
    }

    @Test
    void isEndGame_whenFreshPieceIsHadByNobody_shouldNotWaitForIt() {
        Bitfield most = allBut(5);
        picker.peerHas(most);
        pick(alice, most, 100);

        assertThat(picker.isEndGame()).isTrue();
    }

    @Test
    void received_whenFirstCopy_shouldCancelTheOthers() {
        Bitfield one = only(0);
        picker.peerHas(one);
        BlockRequest block = pick(alice, one, 4).get(3);
        assertThat(pick(bob, one, 2)).contains(block);
        List<PickerPeer> cancelled = new ArrayList<>();

        assertThat(picker.received(alice, block, cancelled)).isEqualTo(Receipt.ACCEPTED);

        assertThat(cancelled).containsExactly(bob);
        assertThat(bob.outstanding()).isEqualTo(1);
        assertThat(picker.received(bob, block, cancelled)).isEqualTo(Receipt.DUPLICATE);
    }

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
    void setWanted_whenDeselected_shouldNotPickButStillAcceptWhatIsAsked() {
        picker.peerHas(all);
        BlockRequest asked = pick(alice, all, 1).get(0);
        for (int piece = 0; piece < 10; piece++) {
            picker.setWanted(piece, piece == 8 && asked.piece() != 8);
        }

        assertThat(pick(alice, all, 100)).extracting(BlockRequest::piece).doesNotContain(asked.piece());
        assertThat(deliver(alice, asked)).isEqualTo(Receipt.ACCEPTED);
        picker.have(8);
        assertThat(picker.isFinished()).isTrue();
        assertThat(picker.isComplete()).isFalse();
        picker.setWanted(asked.piece(), true);
        assertThat(picker.isFinished()).isFalse();
        assertThat(pick(alice, all, 100))
                .hasSize(3)
                .extracting(BlockRequest::piece)
                .containsOnly(asked.piece());
    }

    @Test
    void peerGone_whenPeerBecameASeedMeanwhile_shouldKeepTheCountsRight() {
        Bitfield bits = allBut(3);
        picker.peerHas(bits);
        picker.peerHas(3);
        picker.peerHas(only(5));

        picker.peerGone(all);

        for (int piece = 0; piece < 10; piece++) {
            assertThat(picker.availability(piece)).isEqualTo(piece == 5 ? 1 : 0);
        }
    }

    @Test
    void peerLost_whenASeedLosesAPiece_shouldCountItForTheOthers() {
        picker.peerHas(all);
        picker.peerHas(all);

        picker.peerLost(alice, allBut(3), 3);

        for (int piece = 0; piece < 10; piece++) {
            assertThat(picker.availability(piece)).isEqualTo(piece == 3 ? 1 : 2);
        }
        picker.peerGone(allBut(3));
        for (int piece = 0; piece < 10; piece++) {
            assertThat(picker.availability(piece)).isEqualTo(1);
        }
    }

    @Test
    void peerLost_whenTheRarestIsLost_shouldBeAskedOfNobodyUntilItIsBack() {
        picker.peerHas(only(3));
        picker.peerLost(alice, new Bitfield(10), 3);
        assertThat(picker.availability(3)).isZero();
        assertThat(picker.isEndGame()).as("nothing can be had").isTrue();
        picker.peerHas(3);
        assertThat(pick(alice, only(3), 1)).hasSize(1);
    }

    @Test
    void peerLost_whenThePieceWasThePeersAlone_shouldFreeItForOthers() {
        picker.peerHas(all);
        picker.peerHas(only(3));
        pick(alice, only(3), 100).forEach(block -> deliver(alice, block));
        picker.failed(3);
        pick(alice, only(3), 1);
        assertThat(picker.isReserved(3)).isTrue();

        picker.peerLost(alice, new Bitfield(10), 3);

        assertThat(picker.isReserved(3)).isFalse();
    }

    @Test
    void peerGone_whenPeerWasNeverCounted_shouldFailLoudly() {
        assertThatThrownBy(() -> picker.peerGone(only(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("piece 3");
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

    @Test
    void partialPieces_whenManyPeersLeavePiecesBehind_shouldLetAnotherFinishThemAll() {
        PiecePicker large = new PiecePicker(new PieceLayout(200L * 2 * BLOCK, 2 * BLOCK), new Random(1));
        Bitfield bits = Bitfield.full(200);
        large.peerHas(bits);
        List<PickerPeer> quitters = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            PickerPeer quitter = new PickerPeer();
            List<BlockRequest> out = new ArrayList<>();
            large.pick(quitter, bits, null, 1, out);
            large.received(quitter, out.get(0), new ArrayList<>());
            quitters.add(quitter);
        }
        assertThat(large.partialPieces()).isEqualTo(100);
        quitters.forEach(large::peerDisconnected);

        List<BlockRequest> rest = new ArrayList<>();
        large.pick(alice, bits, null, 100, rest);

        assertThat(large.partialPieces()).isEqualTo(100);
        assertThat(rest).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void pick_whenTorrentIsEmpty_shouldDoNothing() {
        PiecePicker none = new PiecePicker(new PieceLayout(0, BLOCK), new Random(1));
        none.peerHas(new Bitfield(0));

        assertThat(none.pick(alice, new Bitfield(0), null, 10, new ArrayList<>()))
                .isZero();
        assertThat(none.isComplete()).isTrue();
        assertThat(none.isEndGame()).isFalse();
    }

    private List<BlockRequest> pick(PickerPeer peer, Bitfield bits, int max) {
        List<BlockRequest> out = new ArrayList<>();
        assertThat(picker.pick(peer, bits, null, max, out)).isEqualTo(out.size());
        return out;
    }

    private Receipt deliver(PickerPeer peer, BlockRequest block) {
        return picker.received(peer, block, new ArrayList<>());
    }

    private static Bitfield only(int piece) {
        Bitfield bits = new Bitfield(10);
        bits.set(piece);
        return bits;
    }

    private static Bitfield allBut(int piece) {
        Bitfield bits = Bitfield.full(10);
        bits.clear(piece);
        return bits;
    }
}
