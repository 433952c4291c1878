package org.torrent.dht.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.torrent.model.bencode.BencodeString;

/** Keys by the test vectors of RFC 8032. */
class ItemKeysTest {
    @Test
    void of_whenTheSeedIsOfTheRfc_shouldHaveItsPublicKey() {
        ItemKeys keys = ItemKeys.of(
                HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        assertThat(HexFormat.of().formatHex(keys.key()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void sign_whenAnItemIsSigned_shouldBeAuthentic() {
        ItemKeys keys = ItemKeys.random();
        assertThat(keys.sign(new byte[] {1}, 7, BencodeString.of("x")).isAuthentic())
                .isTrue();
        assertThat(ItemKeys.of(keys.seed()).key()).isEqualTo(keys.key());
        assertThatThrownBy(() -> ItemKeys.of(new byte[3])).hasMessageContaining("32 bytes");
    }
}
