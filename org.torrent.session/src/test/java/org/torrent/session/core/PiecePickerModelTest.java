package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/** Random calls, compared with a model that recounts everything naively after each of them. */
class PiecePickerModelTest {
    private static final int BLOCK = PieceLayout.BLOCK_BYTES;

    private static final class Peer extends PickerPeer {
        final Bitfield bits;
        final Set<BlockRequest> asked = new LinkedHashSet<>();

        Peer(Bitfield bits) {
            this.bits = bits;
        }
    }

    private Random random;
    private PieceLayout layout;
    private PiecePicker picker;
    private final List<Peer> peers = new ArrayList<>();
    private final Map<BlockRequest, Peer> received = new HashMap<>();
    private Bitfield wanted;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyCalls_whenComparedWithTheModel_shouldAgreeAndEndComplete(long seed) {
        random = new Random(seed);
        int pieceBlocks = 1 + random.nextInt(9);
        int pieces = 1 + random.nextInt(40);
        layout = new PieceLayout((long) pieces * pieceBlocks * BLOCK - random.nextInt(BLOCK), pieceBlocks * BLOCK);
        picker = new PiecePicker(layout, new Random(seed));
        wanted = Bitfield.full(pieces);
        for (int step = 0; step < 1500; step++) {
            act();
            check();
        }
        finish();
    }

    private void act() {
        int piece = random.nextInt(layout.pieceCount());
        switch (random.nextInt(20)) {
            case 0 -> join();
            case 1 -> {
                if (random.nextInt(4) == 0) {
                    leave();
                }
            }
            case 2 -> announce(piece);
            case 3 -> announceOrTakeBack(piece);
            case 4 -> {
                if (random.nextInt(5) == 0) {
                    picker.have(piece);
                    forget(piece);
                }
            }
            case 5 -> {
                picker.lost(piece);
                forget(piece);
            }
            case 6 -> select(piece);
            case 7 -> picker.sequential(random.nextBoolean());
            case 8, 9 -> giveUp();
            case 10, 11, 12 -> verify();
            case 13, 14, 15 -> pick();
            default -> deliver();
        }
    }

    private void join() {
        Bitfield bits = new Bitfield(layout.pieceCount());
        if (peers.size() < 12) {
            int density = random.nextInt(5);
            for (int i = 0; i < bits.size(); i++) {
                if (random.nextInt(4) < density) {
                    bits.set(i);
                }
            }
            peers.add(new Peer(bits));
            picker.peerHas(bits);
        }
    }

    private void leave() {
        if (!peers.isEmpty()) {
            Peer peer = peers.remove(random.nextInt(peers.size()));
            picker.peerGone(peer.bits);
            picker.peerDisconnected(peer);
            peer.asked.clear();
            assertThat(peer.outstanding()).isZero();
        }
    }

    private void announce(int piece) {
        Peer peer = any();
        if (peer != null && peer.bits.set(piece)) {
            picker.peerHas(piece);
        }
    }

    private void announceOrTakeBack(int piece) {
        Peer peer = any();
        if (peer != null && peer.bits.clear(piece)) {
            picker.peerLost(peer, peer.bits, piece);
        } else if (peer != null) {
            peer.bits.set(piece);
            picker.peerHas(piece);
        }
    }

    private void select(int piece) {
        boolean on = random.nextInt(4) != 0;
        picker.setWanted(piece, on);
        if (on) {
            wanted.set(piece);
        } else {
            wanted.clear(piece);
        }
    }

    private void giveUp() {
        Peer peer = any();
        if (peer == null || peer.asked.isEmpty()) {
            return;
        }
        BlockRequest block = peer.asked.iterator().next();
        switch (random.nextInt(4)) {
            case 0 -> {
                picker.choked(peer);
                peer.asked.clear();
            }
            case 1 -> {
                picker.timedOut(peer, block);
                peer.asked.remove(block);
            }
            default -> {
                picker.abandoned(peer, block);
                peer.asked.remove(block);
            }
        }
    }

    private void verify() {
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            if (!picker.isHave(piece) && picker.isAllBlocksReceived(piece)) {
                if (random.nextInt(3) == 0) {
                    picker.failed(piece);
                } else {
                    picker.have(piece);
                }
                forget(piece);
            }
        }
    }

    private void pick() {
        Peer peer = any();
        if (peer == null) {
            return;
        }
        Bitfield allowed = null;
        if (random.nextInt(6) == 0) {
            allowed = new Bitfield(layout.pieceCount());
            allowed.set(random.nextInt(layout.pieceCount()));
        }
        Set<BlockRequest> before = outstanding();
        List<BlockRequest> out = new ArrayList<>();
        int max = 1 + random.nextInt(20);
        assertThat(picker.pick(peer, peer.bits, allowed, max, out))
                .isEqualTo(out.size())
                .isLessThanOrEqualTo(max);
        for (BlockRequest block : out) {
            assertThat(layout.isBlock(block)).isTrue();
            assertThat(peer.bits.get(block.piece())).isTrue();
            assertThat(wanted.get(block.piece())).isTrue();
            assertThat(picker.isHave(block.piece())).isFalse();
            assertThat(allowed == null || allowed.get(block.piece())).isTrue();
            assertThat(received).doesNotContainKey(block);
            assertThat(peer.asked.add(block)).as("asked twice from one peer").isTrue();
            assertThat(!before.contains(block) || picker.isEndGame())
                    .as("second copy outside end game")
                    .isTrue();
            long replaced = peers.stream()
                    .filter(other -> other.asked.contains(block) && !picker.isAsked(other, block))
                    .count();
            long asked =
                    peers.stream().filter(other -> other.asked.contains(block)).count();
            assertThat(replaced).as("somebody made room").isEqualTo(Math.max(0, asked - PartialPiece.COPIES_MAX));
            peers.forEach(other -> other.asked.removeIf(one -> one.equals(block) && !picker.isAsked(other, block)));
        }
    }

    private void deliver() {
        Peer peer = any();
        if (peer != null && !peer.asked.isEmpty()) {
            deliver(peer, peer.asked.iterator().next());
        }
    }

    private void deliver(Peer peer, BlockRequest block) {
        List<PickerPeer> cancelled = new ArrayList<>();
        assertThat(picker.received(peer, block, cancelled)).isEqualTo(Receipt.ACCEPTED);
        peer.asked.remove(block);
        List<Peer> expected = new ArrayList<>();
        for (Peer other : peers) {
            if (other.asked.remove(block)) {
                expected.add(other);
            }
        }
        assertThat(cancelled).containsExactlyInAnyOrderElementsOf(expected);
        received.put(block, peer);
        assertThat(picker.received(peer, block, cancelled)).isEqualTo(Receipt.DUPLICATE);
        assertThat(picker.contributors(block.piece())).contains(peer);
    }

    private void forget(int piece) {
        received.keySet().removeIf(block -> block.piece() == piece);
        peers.forEach(peer -> peer.asked.removeIf(block -> block.piece() == piece));
    }

    private void check() {
        Set<Integer> begun = new LinkedHashSet<>();
        received.keySet().forEach(block -> begun.add(block.piece()));
        outstanding().forEach(block -> begun.add(block.piece()));
        assertThat(picker.partialPieces()).isEqualTo(begun.size());
        peers.forEach(peer -> assertThat(peer.outstanding()).isEqualTo(peer.asked.size()));
        boolean finished = true;
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            int index = piece;
            assertThat(picker.availability(piece))
                    .isEqualTo(
                            peers.stream().filter(peer -> peer.bits.get(index)).count());
            finished &= picker.isHave(piece) || !wanted.get(piece);
            assertThat(picker.isMissing(piece)).isEqualTo(wanted.get(piece) && !picker.isHave(piece));
        }
        assertThat(picker.isFinished()).isEqualTo(finished);
        assertThat(picker.isEndGame()).isEqualTo(!finished && modelEndGame());
        for (Peer peer : peers) {
            boolean interesting = false;
            for (int piece = 0; piece < layout.pieceCount(); piece++) {
                interesting |= peer.bits.get(piece) && picker.isMissing(piece);
            }
            assertThat(picker.isInteresting(peer.bits)).isEqualTo(interesting);
        }
    }

    /** Apart from failed pieces: those are reserved for one peer. */
    private boolean modelEndGame() {
        Set<BlockRequest> outstanding = outstanding();
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            if (!picker.isMissing(piece) || picker.availability(piece) == 0 || picker.isReserved(piece)) {
                continue;
            }
            for (int block = 0; block < layout.blockCount(piece); block++) {
                BlockRequest request = layout.block(piece, block);
                if (!received.containsKey(request) && !outstanding.contains(request)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void finish() {
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            picker.setWanted(piece, true);
            wanted.set(piece);
        }
        Peer seed = new Peer(Bitfield.full(layout.pieceCount()));
        peers.add(seed);
        picker.peerHas(seed.bits);
        for (int round = 0; round < 20_000 && !picker.isComplete(); round++) {
            pick();
            deliver();
            verify();
        }
        check();
        assertThat(picker.isComplete()).isTrue();
        assertThat(picker.partialPieces()).isZero();
        peers.forEach(peer -> assertThat(peer.outstanding()).isZero());
    }

    private Set<BlockRequest> outstanding() {
        Set<BlockRequest> all = new LinkedHashSet<>();
        peers.forEach(peer -> all.addAll(peer.asked));
        return all;
    }

    private Peer any() {
        return peers.isEmpty() ? null : peers.get(random.nextInt(peers.size()));
    }
}
