package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdentifierTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void parse_whenUpperCase_shouldEqualLowerCase() {
        assertThat(InfoHash.parse("0123456789ABCDEF0123456789ABCDEF01234567"))
                .isEqualTo(InfoHash.parse(HEX))
                .hasToString(HEX);
    }

    @Test
    void parse_whenNot40HexadecimalDigits_shouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> InfoHash.parse(HEX.substring(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> InfoHash.parse("g" + HEX.substring(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> InfoHash.of(new byte[19]));
        assertThatIllegalArgumentException().isThrownBy(() -> PeerId.of(new byte[21]));
    }

    @Test
    void compareTo_whenBytesAreAbove127_shouldOrderThemUnsigned() {
        InfoHash high = InfoHash.parse("ff" + HEX.substring(2));
        assertThat(high).isGreaterThan(InfoHash.parse(HEX));
    }

    @Test
    void client_whenAzureusStyle_shouldBeThePrefix() {
        byte[] bytes = "-LT2080-............".getBytes(StandardCharsets.US_ASCII);
        assertThat(PeerId.of(bytes).client()).isEqualTo("-LT2080-");
        bytes[3] = 0x1b;
        assertThat(PeerId.of(bytes).client()).isEqualTo("2d4c541b3038302d");
    }
}
