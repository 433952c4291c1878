package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadWindowTest {
    private final UploadWindow window = new UploadWindow();

    @Test
    void ranDry_atTheStart_shouldDoubleUpToTheMost() {
        assertThat(window.bytes()).isEqualTo(UploadWindow.BYTES_MIN);

        window.ranDry();
        assertThat(window.bytes()).isEqualTo(2 * UploadWindow.BYTES_MIN);

        for (int i = 0; i < 40; i++) {
            window.ranDry();
        }
        assertThat(window.bytes()).isEqualTo(UploadWindow.BYTES_MAX);
    }

    @Test
    void tick_shouldFollowTheRateWithinTheBounds() {
        window.tick(2_000_000);
        assertThat(window.bytes()).isEqualTo(500_000);

        window.tick(100_000_000_000L);
        assertThat(window.bytes()).isEqualTo(UploadWindow.BYTES_MAX);

        window.tick(0);
        assertThat(window.bytes()).isEqualTo(UploadWindow.BYTES_MIN);
    }
}
