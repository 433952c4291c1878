package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PieceLayoutTest {
    private static final int BLOCK = PieceLayout.BLOCK_BYTES;

    @Test
    void pieceLength_whenLastPieceIsShort_shouldBeTheRest() {
        PieceLayout layout = new PieceLayout(3 * 40_000 + 1, 40_000);
        assertThat(layout.pieceCount()).isEqualTo(4);
        assertThat(layout.pieceLength(2)).isEqualTo(40_000);
        assertThat(layout.pieceLength(3)).isEqualTo(1);
        assertThat(layout.blockCount(0)).isEqualTo(3);
        assertThat(layout.block(0, 2)).isEqualTo(new BlockRequest(0, 2 * BLOCK, 40_000 - 2 * BLOCK));
        assertThat(layout.block(3, 0)).isEqualTo(new BlockRequest(3, 0, 1));
    }

    @Test
    void pieceCount_whenThereAreNoBytes_shouldBeZero() {
        assertThat(new PieceLayout(0, BLOCK).pieceCount()).isZero();
    }

    @Test
    void new_whenLengthsAreExtreme_shouldRefuseInsteadOfOverflowing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PieceLayout(Long.MAX_VALUE, 1 << 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new PieceLayout(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PieceLayout(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PieceLayout(Integer.MAX_VALUE + 1L, 1));
        assertThat(new PieceLayout(Long.MAX_VALUE / (1 << 20), 1 << 30).pieceCount())
                .isEqualTo(8_192);
    }

    @Test
    void contains_whenTheSpanLeavesThePiece_shouldBeFalse() {
        PieceLayout layout = new PieceLayout(100, 60);
        assertThat(layout.contains(new BlockRequest(1, 39, 1))).isTrue();
        assertThat(layout.contains(new BlockRequest(1, 39, 2))).isFalse();
        assertThat(layout.contains(new BlockRequest(1, Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .isFalse();
        assertThat(layout.contains(new BlockRequest(-1, 0, 1))).isFalse();
        assertThat(layout.contains(new BlockRequest(2, 0, 1))).isFalse();
        assertThat(layout.contains(new BlockRequest(0, -1, 1))).isFalse();
        assertThat(layout.contains(new BlockRequest(0, 0, 0))).isFalse();
    }

    @Test
    void isBlock_whenNotOneOfTheBlocks_shouldBeFalse() {
        PieceLayout layout = new PieceLayout(2 * BLOCK + 5, 2 * BLOCK);
        assertThat(layout.isBlock(new BlockRequest(0, BLOCK, BLOCK))).isTrue();
        assertThat(layout.isBlock(new BlockRequest(1, 0, 5))).isTrue();
        assertThat(layout.isBlock(new BlockRequest(0, 1, BLOCK))).isFalse();
        assertThat(layout.isBlock(new BlockRequest(0, 0, BLOCK - 1))).isFalse();
    }

    @Test
    void pieceLength_whenThereIsNoSuchPiece_shouldFail() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new PieceLayout(10, 10).pieceLength(1));
    }
}
