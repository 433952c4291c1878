package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BitfieldScanTest {
    @Test
    void nextBeyond_whenComparedBitByBit_shouldAgree() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int size = random.nextInt(300);
            Bitfield one = random(size, random);
            Bitfield other = random(size, random);
            for (int from = 0; from <= size; from++) {
                int expected = from;
                while (expected < size && (!one.get(expected) || other.get(expected))) {
                    expected++;
                }
                assertThat(one.nextBeyond(other, from)).isEqualTo(expected == size ? -1 : expected);
            }
        }
    }

    private static Bitfield random(int size, Random random) {
        Bitfield bits = new Bitfield(size);
        int oneIn = 1 + random.nextInt(100);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(oneIn) == 0) {
                bits.set(i);
            }
        }
        return bits;
    }
}
