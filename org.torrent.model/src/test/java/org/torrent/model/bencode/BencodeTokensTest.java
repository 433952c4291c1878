package org.torrent.model.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torrent.model.bencode.Bencode.bytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BencodeTokensTest {
    @Test
    void next_whenWalked_shouldNameEveryTokenAndItsPlace() throws BencodeException {
        byte[] bytes = bytes("d1:ali7e2:xye1:bi-1ee");
        BencodeTokens tokens = BencodeTokens.of(bytes, BencodeLimits.MESSAGE);
        List<String> seen = new ArrayList<>();
        while (tokens.next() != TokenKind.DONE) {
            seen.add(tokens.kind() + (tokens.isKey() ? " key " : " ") + tokens.start() + "-" + tokens.end() + " "
                    + tokens.depth());
        }
        assertThat(seen)
                .containsExactly(
                        "DICTIONARY 0-1 1",
                        "STRING key 1-4 1",
                        "LIST 4-5 2",
                        "INTEGER 5-8 2",
                        "STRING 8-12 2",
                        "END 12-13 1",
                        "STRING key 13-16 1",
                        "INTEGER 16-20 1",
                        "END 20-21 0");
        assertThat(tokens.next()).isEqualTo(TokenKind.DONE);
    }

    @Test
    void content_whenOnAString_shouldGiveItsBytes() throws BencodeException {
        BencodeTokens tokens = BencodeTokens.of(bytes("3:abc"), BencodeLimits.MESSAGE);
        tokens.next();
        assertThat(tokens.content()).isEqualTo(bytes("abc"));
        assertThat(tokens.contentStart()).isEqualTo(2);
        assertThat(tokens.contentLength()).isEqualTo(3);
        assertThat(tokens.is("abc")).isTrue();
        assertThat(tokens.is("abd")).isFalse();
        assertThat(tokens.is("ab")).isFalse();
        assertThatIllegalStateException().isThrownBy(tokens::integer);
    }

    @Test
    void skip_whenOnAContainer_shouldGoToItsEnd() throws BencodeException {
        BencodeTokens tokens = BencodeTokens.of(bytes("ld1:alleee3:abci5ee"), BencodeLimits.MESSAGE);
        tokens.next();
        tokens.next();
        tokens.skip();
        assertThat(tokens.kind()).isEqualTo(TokenKind.END);
        assertThat(tokens.next()).isEqualTo(TokenKind.STRING);
        tokens.skip();
        assertThat(tokens.next()).isEqualTo(TokenKind.INTEGER);
        assertThat(tokens.integer()).isEqualTo(5);
    }

    @Test
    void skip_whenTheSkippedPartIsMalformed_shouldRefuse() throws BencodeException {
        BencodeTokens tokens = BencodeTokens.of(bytes("ld1:b0:1:a0:1:bee"), BencodeLimits.MESSAGE);
        tokens.next();
        tokens.next();
        assertThatThrownBy(tokens::skip).isInstanceOf(BencodeException.class).hasMessageContaining("byte 15");
    }
}
