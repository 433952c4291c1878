package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;

/** The last blocks: asked from several, and from whoever sends. */
class EndGameTest extends Picking {
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
    void pick_whenThoseWhoAreAskedSendNothing_shouldAskAnotherInTheirPlace() {
        picker.peerHas(all);
        List<PickerPeer> silent = List.of(new PickerPeer(), new PickerPeer(), new PickerPeer());
        for (PickerPeer peer : silent) { // each unchokes, is asked, chokes, and again
            picker.choked(peer);
        }
        int blocks = pick(silent.get(0), all, 1000).size();
        for (int round = 0; round < 10; round++) {
            for (PickerPeer peer : silent) {
                picker.choked(peer);
                pick(peer, all, 1000);
            }
        }
        List<BlockRequest> asked = new ArrayList<>();
        for (int round = 0; round < blocks; round++) {
            for (BlockRequest block : pick(alice, all, 8)) {
                assertThat(deliver(alice, block)).isEqualTo(Receipt.ACCEPTED);
                asked.add(block);
            }
        }
        assertThat(asked).as("all of them, from the one who sends").hasSize(blocks);
        for (PickerPeer peer : silent) {
            assertThat(peer.outstanding()).isZero();
        }
    }

    @Test
    void pick_whenNobodyLetsARequestGoUnanswered_shouldReplaceNobody() {
        picker.peerHas(all);
        for (PickerPeer peer : List.of(new PickerPeer(), new PickerPeer(), new PickerPeer())) {
            pick(peer, all, 1000);
        }
        assertThat(pick(alice, all, 1000)).isEmpty();
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
}
