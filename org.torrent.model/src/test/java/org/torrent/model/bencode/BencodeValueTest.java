package org.torrent.model.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BencodeValueTest {
    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void of_whenAKeyHasACharBeyondAByte_shouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencodeDictionary.of(Map.of("\u0100", BencodeInteger.of(1))));
    }

    @Test
    void bytes_whenChangedByTheCaller_shouldLeaveTheStringAlone() {
        byte[] given = {1, 2};
        BencodeString string = BencodeString.of(given);
        given[0] = 9;
        string.bytes()[1] = 9;
        assertThat(string.bytes()).containsExactly(1, 2);
    }

    @Test
    void integer_whenTheKeyHasAnotherKind_shouldBeEmpty() {
        BencodeDictionary dictionary = BencodeDictionary.of(Map.of("a", BencodeString.of("1")));
        assertThat(dictionary.integer("a")).isEmpty();
        assertThat(dictionary.string("a")).contains(BencodeString.of("1"));
        assertThat(dictionary.list("a")).isEmpty();
        assertThat(dictionary.dictionary("b")).isEmpty();
    }
}
