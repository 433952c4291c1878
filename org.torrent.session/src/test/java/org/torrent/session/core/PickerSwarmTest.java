package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.Bitfield;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;

/** Picker, windows and blame together: one download from peers of every kind, in simulated time. */
class PickerSwarmTest {
    private static final int BLOCK = PieceLayout.BLOCK_BYTES;
    private static final long SECOND = 1_000_000_000L;
    private static final int PIECES = 300;
    private static final int PIECE_BLOCKS = 16;

    private record Event(long at, long number, Peer peer, BlockRequest block) {}

    private final class Peer extends PickerPeer {
        final double rate;
        final boolean liar;
        final int stallsAfter;
        final RequestWindow window = new RequestWindow();
        final Map<BlockRequest, Long> asked = new LinkedHashMap<>();
        long lineFree;
        int answered;

        Peer(double rate, boolean liar, int stallsAfter) {
            this.rate = rate;
            this.liar = liar;
            this.stallsAfter = stallsAfter;
        }
    }

    private final PieceLayout layout = new PieceLayout((long) PIECES * PIECE_BLOCKS * BLOCK, PIECE_BLOCKS * BLOCK);
    private final Bitfield all = Bitfield.full(PIECES);
    private final BadPieces<Peer> badPieces = new BadPieces<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Peer> banned = new ArrayList<>();
    private final Map<BlockRequest, BadPieces.Sent<Peer>> sent = new LinkedHashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private PiecePicker picker = new PiecePicker(layout, new Random(1));
    private Random random = new Random(1);
    private long now;
    private long eventNumber;
    private long arrived;

    @Test
    void swarm_whenPeersAreHonest_shouldWasteLittle() {
        for (int i = 1; i <= 8; i++) {
            join(i * 500_000, false, Integer.MAX_VALUE);
        }

        run();

        assertThat(arrived).isLessThan(PIECES * PIECE_BLOCKS * 105L / 100);
        assertThat(now).isLessThan(12 * SECOND); // 78.6 MB at 18 MB/s are 4.4 s
    }

    @Test
    void swarm_whenSomePeersStall_shouldFinishWithoutThem() {
        join(2_000_000, false, Integer.MAX_VALUE);
        join(8_000_000, false, 500);
        join(8_000_000, false, 1000);
        join(1_000, false, Integer.MAX_VALUE);

        run();

        assertThat(now).isLessThan(90 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void swarm_whenSomePeersPoison_shouldBanThemAndNobodyElse(long seed) {
        random = new Random(seed);
        picker = new PiecePicker(layout, new Random(seed));
        for (int i = 0; i < 8; i++) {
            join(200_000 + random.nextInt(2_000_000), i % 3 == 0, Integer.MAX_VALUE);
        }

        run();

        assertThat(banned).isNotEmpty().allMatch(peer -> peer.liar);
        assertThat(banned).hasSize(3);
    }

    private void join(double rate, boolean liar, int stallsAfter) {
        peers.add(new Peer(rate, liar, stallsAfter));
        picker.peerHas(all);
    }

    private void run() {
        events.add(new Event(0, eventNumber++, null, null));
        while (!picker.isComplete()) {
            Event event = events.remove();
            now = event.at();
            assertThat(now).as("time").isLessThan(3600 * SECOND);
            if (event.peer() == null) {
                events.add(new Event(now + SECOND / 2, eventNumber++, null, null));
                peers.forEach(this::tick);
            } else if (peers.contains(event.peer())) {
                arrive(event.peer(), event.block());
                ask(event.peer());
            }
        }
    }

    private void tick(Peer peer) {
        List<BlockRequest> late = new ArrayList<>();
        peer.asked.forEach((block, at) -> {
            if (now - at > peer.window.timeoutNanos()) {
                late.add(block);
            }
        });
        for (BlockRequest block : late) {
            peer.asked.remove(block);
            peer.window.onTimeout(now);
            picker.timedOut(peer, block);
        }
        peer.window.isSnubbed(now);
        ask(peer);
    }

    private void ask(Peer peer) {
        List<BlockRequest> out = new ArrayList<>();
        picker.pick(peer, all, null, peer.window.target(0) - peer.outstanding(), out);
        for (BlockRequest block : out) {
            peer.asked.put(block, now);
            peer.window.onRequest(now);
            if (peer.answered++ < peer.stallsAfter) {
                peer.lineFree = Math.max(peer.lineFree, now + SECOND / 50) + (long) (BLOCK / peer.rate * SECOND);
                events.add(new Event(peer.lineFree + SECOND / 50, eventNumber++, peer, block));
            }
        }
    }

    private void arrive(Peer peer, BlockRequest block) {
        arrived++;
        peer.asked.remove(block);
        peer.window.onBlock(BLOCK, now);
        List<PickerPeer> cancelled = new ArrayList<>();
        Receipt receipt = picker.received(peer, block, cancelled);
        assertThat(receipt).isNotEqualTo(Receipt.UNREQUESTED);
        for (PickerPeer other : cancelled) {
            ((Peer) other).asked.remove(block);
            ((Peer) other).window.onDropped(now);
        }
        if (receipt == Receipt.ACCEPTED) {
            int index = block.offset() / BLOCK;
            boolean lie = peer.liar && random.nextInt(20) == 0;
            sent.put(block, new BadPieces.Sent<>(index, peer, lie ? -1 - index : index));
            if (picker.isAllBlocksReceived(block.piece())) {
                verify(block.piece());
            }
        }
    }

    private void verify(int piece) {
        List<BadPieces.Sent<Peer>> blocks = new ArrayList<>();
        long[] digests = new long[PIECE_BLOCKS];
        boolean good = true;
        for (int i = 0; i < PIECE_BLOCKS; i++) {
            BadPieces.Sent<Peer> block = sent.remove(layout.block(piece, i));
            blocks.add(block);
            digests[i] = block.digest();
            good &= block.digest() == i;
        }
        if (good) {
            picker.have(piece);
            badPieces.passed(piece, digests).forEach(this::ban);
        } else {
            picker.failed(piece);
            badPieces.failed(piece, blocks).forEach(this::ban);
        }
    }

    private void ban(Peer peer) {
        if (peers.remove(peer)) {
            banned.add(peer);
            picker.peerDisconnected(peer);
            picker.peerGone(all);
        }
    }
}
