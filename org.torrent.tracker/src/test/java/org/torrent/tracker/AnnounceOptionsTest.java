package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnnounceOptionsTest {
    private static AnnounceOptions options(int wanted, int seconds, int goodbyeSeconds, int parallel) {
        return new AnnounceOptions(wanted, Duration.ofSeconds(seconds), Duration.ofSeconds(goodbyeSeconds), parallel);
    }

    @Test
    void new_whenAValueIsOutOfRange_shouldNameIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(-1, 1, 1, 1))
                .withMessageContaining("wanted.peers");
        assertThatIllegalArgumentException().isThrownBy(() -> options(1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> options(1, 1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> options(1, 1, 61, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(1, 1, 1, 0))
                .withMessageContaining("parallel");
    }
}
