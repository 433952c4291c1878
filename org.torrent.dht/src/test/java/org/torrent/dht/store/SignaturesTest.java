package org.torrent.dht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.torrent.model.bencode.BencodeString;

/** Mutable and immutable items, by the vectors of BEP 44. */
class SignaturesTest {
    private static final BencodeString HELLO = BencodeString.of("Hello World!");
    private static final byte[] KEY =
            HexFormat.of().parseHex("77ff84905a91936367c01360803104f92432fcd904a43511876df5cdf3e7e548");

    private static DhtItem signed(String salt, long sequence, String signature) {
        return new DhtItem(
                HELLO,
                Optional.of(new DhtItem.Signed(
                        BencodeString.of(KEY),
                        BencodeString.of(salt),
                        sequence,
                        BencodeString.of(HexFormat.of().parseHex(signature)))));
    }

    @Test
    void isAuthentic_whenGivenTheVectors_shouldAgree() {
        DhtItem first = signed(
                "",
                1,
                "305ac8aeb6c9c151fa120f120ea2cfb923564e11552d06a5d856091e5e853cff"
                        + "1260d3f39e4999684aa92eb73ffd136e6f4f3ecbfda0ce53a1608ecd7ae21f01");
        DhtItem salted = signed(
                "foobar",
                1,
                "6834284b6b24c3204eb2fea824d82f88883a3d95e8b4a21b8c0ded553d17d17d"
                        + "df9a8a7104b1258f30bed3787e6cb896fca78c58f8e03b5f18f14951a87d9a08");
        assertThat(first.isAuthentic()).isTrue();
        assertThat(first.target()).hasToString("4a533d47ec9c7d95b1ad75f576cffc641853b750");
        assertThat(salted.isAuthentic()).isTrue();
        assertThat(salted.target()).hasToString("411eba73b6f087ca51a3795d9c8c938d365e32c1");
        assertThat(DhtItem.immutable(HELLO).target()).hasToString("e5f96f6f38320f0f33959cb4d3d656452117aadb");
    }

    @Test
    void isAuthentic_whenAnythingIsChanged_shouldNotBe() {
        String signature = "305ac8aeb6c9c151fa120f120ea2cfb923564e11552d06a5d856091e5e853cff"
                + "1260d3f39e4999684aa92eb73ffd136e6f4f3ecbfda0ce53a1608ecd7ae21f01";
        assertThat(signed("", 2, signature).isAuthentic()).isFalse();
        assertThat(signed("x", 1, signature).isAuthentic()).isFalse();
        assertThat(signed("", 1, "00" + signature.substring(2)).isAuthentic()).isFalse();
        assertThat(new DhtItem(
                                BencodeString.of("Hello"),
                                signed("", 1, signature).signed())
                        .isAuthentic())
                .isFalse();
    }
}
