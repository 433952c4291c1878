package org.torrent.console.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource({"16KiB,16384", "16k,16384", "256K,262144", "1M,1048576", "16MiB,16777216", "65536,65536", "65536B,65536"
    })
    void pieceSize_whenGiven_shouldRead(String text, int bytes) {
        assertThat(new PieceSize().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-16K", "15KiB", "100000", "8KiB", "32MiB", "1G", "K", "999999999M", "1e6"})
    void pieceSize_whenWrong_shouldSayWhatIsRight(String text) {
        assertThatThrownBy(() -> new PieceSize().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("16KiB to 16MiB");
    }

    @Test
    void peerAddress_whenGiven_shouldRead() {
        assertThat(new PeerAddress().convert("127.0.0.1:6881").toString()).isEqualTo("/127.0.0.1:6881");
        assertThat(new PeerAddress().convert("[::1]:6881").getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(new PeerAddress().convert("localhost:1").getAddress().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "localhost:0", "localhost:65536", "localhost:x", "::1:6881", "[::1]", ":6881"})
    void peerAddress_whenWrong_shouldRefuse(String text) {
        assertThatThrownBy(() -> new PeerAddress().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6881", "127.0.0.1:0", "[::1]:6881", "[::]:0", "localhost:65535"})
    void listenAddress_whenGiven_shouldAccept(String text) {
        assertThat(new ListenAddress.Converter().convert(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "65536", "host:", ":1", "::1:6881", "[::1]", "1 2"})
    void listenAddress_whenWrong_shouldRefuse(String text) {
        assertThatThrownBy(() -> new ListenAddress.Converter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("[HOST:]PORT");
    }

    @Test
    void fileIndexes_whenGiven_shouldSortAndMerge() {
        assertThat(new FileIndexes.Converter().convert("7, 0,2-4,3").indexes()).containsExactly(0, 2, 3, 4, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1,", "4-2", "-1", "1-", "0-9999999", "99999999"})
    void fileIndexes_whenWrong_shouldRefuse(String text) {
        assertThatThrownBy(() -> new FileIndexes.Converter().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
