package org.torrent.console.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.options.Command;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
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

    @Test
    void operands_whenAFlagIsBetweenThem_shouldHaveEachOnce() {
        CommandLine get = new CommandLine(FlagSpecs.describe(CommandSpec.create(), Command.GET));
        get.parseArgs("a.torrent", "--dir", "d", "b.torrent");
        assertThat(new Arguments(get).operands()).containsExactly("a.torrent", "b.torrent");
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
