package org.torrent.session.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialStrategyTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.1", 6881);
    private static final List<String> RANKED = List.of("tcp", "utp");

    @ParameterizedTest
    @CsvSource({"tcp, tcp", "utp, utp", "both, tcp utp", "'utp, tcp', utp tcp", "'utp,utp', utp", "sctp, ''"})
    void attempts_whenNothingIsKnown_shouldFollowTheSetting(String setting, String expected) {
        assertThat(DialStrategy.parse(setting).attempts(PEER, KnownEndpoint.UNKNOWN, RANKED))
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void attempts_whenAKindWorkedBefore_shouldTryItFirst() {
        KnownEndpoint known = new KnownEndpoint(Optional.of("utp"));
        assertThat(DialStrategy.parse("both").attempts(PEER, known, RANKED)).containsExactly("utp", "tcp");
    }

    @Test
    void attempts_whenTheKindThatWorkedIsGoneOrUnwanted_shouldNotTryIt() {
        KnownEndpoint known = new KnownEndpoint(Optional.of("utp"));
        assertThat(DialStrategy.parse("both").attempts(PEER, known, List.of("tcp")))
                .containsExactly("tcp");
        assertThat(DialStrategy.parse("tcp").attempts(PEER, known, RANKED)).containsExactly("tcp");
    }

    @Test
    void uses_shouldBeWhatTheSettingNames() {
        assertThat(DialStrategy.parse("tcp").uses("utp")).isFalse();
        assertThat(DialStrategy.parse("both").uses("utp")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tcp,", "TCP", "tcp utp"})
    void parse_whenMalformed_shouldNameTheText(String text) {
        assertThatThrownBy(() -> DialStrategy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
