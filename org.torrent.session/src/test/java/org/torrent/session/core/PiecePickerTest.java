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

class PiecePickerTest extends Picking {
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
}
