package org.torrent.model.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.torrent.model.bencode.Bencode.bytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DictionaryWalkTest {
    private static BencodeTokens tokens(String text) throws BencodeException {
        BencodeTokens tokens = BencodeTokens.of(bytes(text), BencodeLimits.MESSAGE);
        tokens.next();
        return tokens;
    }

    private static List<String> walk(DictionaryWalk walk, BencodeTokens tokens) throws BencodeException {
        List<String> seen = new ArrayList<>();
        walk.open();
        for (String key = walk.nextKey(); key != null; key = walk.nextKey()) {
            tokens.next();
            seen.add(key + "=" + tokens.integer());
        }
        return seen;
    }

    @Test
    void nextKey_whenKeysAreUnknown_shouldPassOverThem() throws BencodeException {
        BencodeTokens tokens = tokens("d1:xd1:ai9ee1:bi1e2:aai3e1:ai2ee");
        assertThat(walk(new DictionaryWalk(tokens, "a", "b"), tokens)).containsExactly("b=1", "a=2");
        assertThat(tokens.next()).isEqualTo(TokenKind.DONE);
    }

    @Test
    void nextKey_whenAKeyComesTwice_shouldGiveTheFirstAndTellOfTheOther() throws BencodeException {
        BencodeTokens tokens = tokens("d1:ai1e1:bi2e1:al1:xe1:bi3e1:cle1:clee");
        DictionaryWalk walk = new DictionaryWalk(tokens, "a", "b");
        assertThat(walk(walk, tokens)).containsExactly("a=1", "b=2");
        assertThat(walk.repeated()).containsExactly("a", "b");
    }

    @Test
    void open_whenUsedForTheNextDictionary_shouldForgetTheOne() throws BencodeException {
        BencodeTokens tokens = tokens("ld1:ai1e1:ai2eed1:ai3eee");
        DictionaryWalk walk = new DictionaryWalk(tokens, "a");
        tokens.next();
        assertThat(walk(walk, tokens)).containsExactly("a=1");
        tokens.next();
        assertThat(walk(walk, tokens)).containsExactly("a=3");
        assertThat(walk.repeated()).isEmpty();
    }

    @Test
    void new_whenMoreKeysAreWantedThanBitsAreThere_shouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DictionaryWalk(tokens("de"), new String[65]));
    }
}
