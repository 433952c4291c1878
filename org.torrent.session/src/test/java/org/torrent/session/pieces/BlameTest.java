package org.torrent.session.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;
import org.torrent.session.buffer.DirectBlockPool;
import org.torrent.spi.buffer.Block;

class BlameTest {
    private static final int BLOCKS = 2;
    private static final InetSocketAddress LIAR = new InetSocketAddress("10.0.0.1", 1);
    private static final InetSocketAddress HONEST = new InetSocketAddress("10.0.0.2", 1);

    private final Blame blame = new Blame(42);
    private final DirectBlockPool pool = new DirectBlockPool(1 << 20);

    private void sent(int piece, int block, InetSocketAddress peer, int content) {
        Block bytes = pool.tryAcquire(1);
        bytes.buffer().putInt(0, content).limit(4);
        blame.accepted(new BlockRequest(piece, block * PieceLayout.BLOCK_BYTES, 4), peer, bytes);
        bytes.release();
    }

    @Test
    void failed_whenDigestsBeganInMidPiece_shouldNotBlameWhoSentTheRest() {
        sent(1, 0, LIAR, 666); // not remembered: nothing has failed yet
        assertThat(blame.failed(0, BLOCKS, List.of(LIAR, HONEST))).isEmpty();
        sent(1, 1, HONEST, 1);
        assertThat(blame.failed(1, BLOCKS, List.of(LIAR, HONEST))).isEmpty();
    }

    @Test
    void passed_whenTheSamePieceFailedBefore_shouldBlameWhoSentSomethingElse() {
        assertThat(blame.failed(0, BLOCKS, List.of(LIAR, HONEST))).isEmpty();
        sent(1, 0, LIAR, 666);
        sent(1, 1, HONEST, 1);
        assertThat(blame.failed(1, BLOCKS, List.of(LIAR, HONEST))).isEmpty();
        sent(1, 0, HONEST, 0);
        sent(1, 1, HONEST, 1);
        assertThat(blame.passed(1, BLOCKS)).containsExactly(LIAR);
    }

    @Test
    void failed_whenOnlyOnePeerSentIt_shouldBlameThatOne() {
        assertThat(blame.failed(0, BLOCKS, List.of(LIAR))).containsExactly(LIAR);
    }
}
