package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitfieldTest {
    @Test
    void parse_whenPieceZeroIsSet_shouldReadTheHighestBit() {
        Bitfield bits = Bitfield.parse(new byte[] {(byte) 0x80, 0x40}, 10);
        assertThat(bits.get(0)).isTrue();
        assertThat(bits.get(9)).isTrue();
        assertThat(bits.cardinality()).isEqualTo(2);
        assertThat(bits.toWire()).containsExactly(0x80, 0x40);
    }

    @Test
    void parse_whenASpareBitIsSetOrTheLengthIsWrong_shouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bitfield.parse(new byte[] {0, 0x20}, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Bitfield.parse(new byte[1], 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Bitfield.parse(new byte[3], 10));
    }

    @Test
    void anyOperation_whenComparedWithABitSet_shouldAgree() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(200);
            Bitfield bits = new Bitfield(size);
            BitSet model = new BitSet();
            for (int i = 0; i < size; i++) {
                int bit = random.nextInt(size);
                boolean set = random.nextInt(4) > 0;
                assertThat(set ? bits.set(bit) : bits.clear(bit)).isEqualTo(model.get(bit) != set);
                model.set(bit, set);
            }
            assertSame(bits, model, size);
        }
    }

    @Test
    void addAll_whenComparedWithABitSet_shouldAgreeAndAnswerTheNewOnes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(200);
            BitSet mine = new BitSet();
            BitSet theirs = new BitSet();
            Bitfield bits = new Bitfield(size);
            Bitfield other = new Bitfield(size);
            for (int i = 0; i < size; i++) {
                int bit = random.nextInt(size);
                (i % 2 == 0 ? mine : theirs).set(bit);
                (i % 2 == 0 ? bits : other).set(bit);
            }
            BitSet added = (BitSet) theirs.clone();
            added.andNot(mine);
            mine.or(theirs);
            assertSame(bits.addAll(other), added, size);
            assertSame(bits, mine, size);
        }
    }

    private static void assertSame(Bitfield bits, BitSet model, int size) {
        assertThat(bits.cardinality()).isEqualTo(model.cardinality());
        for (int i = 0; i <= size; i++) {
            assertThat(bits.next(i)).isEqualTo(model.nextSetBit(i));
            int clear = model.nextClearBit(i);
            assertThat(bits.nextClear(i)).isEqualTo(clear < size ? clear : -1);
        }
        assertThat(Bitfield.parse(bits.toWire(), size)).isEqualTo(bits);
    }

    @Test
    void full_whenSizeIsNoMultipleOf64_shouldSetNoBitBeyond() {
        for (int size : new int[] {0, 1, 63, 64, 65, 130}) {
            Bitfield full = Bitfield.full(size);
            assertThat(full.isFull()).isTrue();
            assertThat(full.nextClear(0)).isEqualTo(-1);
            assertThat(Bitfield.parse(full.toWire(), size)).isEqualTo(full);
        }
    }

    @Test
    void hasBeyond_whenTheOtherLacksABit_shouldBeTrue() {
        Bitfield mine = new Bitfield(70);
        Bitfield theirs = new Bitfield(70);
        theirs.set(69);
        assertThat(theirs.hasBeyond(mine)).isTrue();
        mine.set(69);
        mine.set(3);
        assertThat(theirs.hasBeyond(mine)).isFalse();
    }

    @Test
    void get_whenTheIndexIsOutside_shouldFail() {
        Bitfield bits = new Bitfield(10);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bits.get(10));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bits.get(-1));
    }

    @Test
    void copy_whenChanged_shouldLeaveTheOriginalAlone() {
        Bitfield bits = new Bitfield(10);
        bits.copy().set(1);
        assertThat(bits.isEmpty()).isTrue();
    }
}
