package org.torrent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProtocolLimitsTest {
    @Test
    void defaults_whenAsked_shouldBeTheDocumentedValues() {
        ProtocolLimits limits = ProtocolLimits.defaults();
        assertThat(limits.maxMessageBytes()).isEqualTo(1_048_576 + 9);
        assertThat(limits.maxBlockBytes()).isEqualTo(131_072);
        assertThat(limits.maxBitfieldBytes() * 8).isEqualTo(2_097_152);
    }

    @Test
    void new_whenALimitIsNotPositive_shouldRefuse() {
        assertThatThrownBy(() -> new ProtocolLimits(1000, 100, 100, 0, 1, 1, 1, 1))
                .hasMessage("a limit of 0 lets nothing through");
        assertThatThrownBy(() -> new ProtocolLimits(1000, 100, 100, 1, 1, 1, 1, -7))
                .hasMessage("a limit of -7 lets nothing through");
    }

    @Test
    void new_whenABlockDoesNotFitIntoAMessage_shouldRefuse() {
        assertThatThrownBy(() -> new ProtocolLimits(108, 100, 50, 1, 1, 1, 1, 1))
                .hasMessageContaining("can't hold");
        assertThatThrownBy(() -> new ProtocolLimits(109, 100, 109, 1, 1, 1, 1, 1))
                .hasMessageContaining("can't hold");
        assertThat(new ProtocolLimits(109, 100, 108, 1, 1, 1, 1, 1).maxBlockBytes())
                .isEqualTo(100);
    }
}
