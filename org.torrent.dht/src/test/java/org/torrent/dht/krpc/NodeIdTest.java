package org.torrent.dht.krpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ids and the distance between them (BEP 5). */
class NodeIdTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void nearest_whenIdsAreCompared_shouldOrderByXor() {
        for (int i = 0; i < 1_000; i++) {
            NodeId target = NodeId.random(random);
            NodeId one = i % 3 == 0 ? target.neighbour(random.nextInt(160), random) : NodeId.random(random);
            NodeId two = i % 5 == 0 ? target.neighbour(random.nextInt(160), random) : NodeId.random(random);
            int expected = distance(target, one).compareTo(distance(target, two));
            assertThat(Integer.signum(target.nearest().compare(one, two))).isEqualTo(expected);
        }
    }

    private static BigInteger distance(NodeId one, NodeId two) {
        return new BigInteger(1, one.bytes()).xor(new BigInteger(1, two.bytes()));
    }

    @Test
    void neighbour_whenAskedForSoManyBits_shouldShareExactlyThose() {
        NodeId own = NodeId.random(random);
        for (int bits = 0; bits < NodeId.BITS; bits++) {
            NodeId other = own.neighbour(bits, random);
            assertThat(own.commonBits(other)).isEqualTo(bits);
            assertThat(NodeId.BITS - distance(own, other).bitLength()).isEqualTo(bits);
        }
    }

    @Test
    void of_whenThereAreOtherThanTwentyBytes_shouldRefuse() {
        assertThatThrownBy(() -> NodeId.of(new byte[19])).hasMessageContaining("19");
        NodeId id = NodeId.random(random);
        assertThat(NodeId.of(id.bytes())).isEqualTo(id);
        assertThat(id.toString()).hasSize(40);
    }
}
