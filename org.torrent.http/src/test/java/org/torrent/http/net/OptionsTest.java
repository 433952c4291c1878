package org.torrent.http.net;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void new_whenAValueIsOutOfRange_shouldNameIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Options("a\r\nX: y", 1))
                .withMessageContaining("user.agent");
        assertThatIllegalArgumentException().isThrownBy(() -> new Options("", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Options("a", 0))
                .withMessageContaining("threads");
    }
}
