package org.torrent.ext.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerMessageTest {
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void encode_shouldBeWhatBep28Says() {
        byte[] message = new TrackerMessage(List.of("http://a.example", "udp://b.example:1")).encode();
        assertThat(message).isEqualTo(ascii("d5:addedl16:http://a.example17:udp://b.example:1ee"));
        assertThat(TrackerMessage.parse(message).orElseThrow().added())
                .containsExactly("http://a.example", "udp://b.example:1");
    }

    @Test
    void parse_whenEntriesAreOdd_shouldLeaveThemOut() {
        assertThat(TrackerMessage.parse(ascii("d5:addedli1e1:ad1:b1:ceee"))
                        .orElseThrow()
                        .added())
                .containsExactly("a");
        assertThat(TrackerMessage.parse(ascii("d5:added1:xe")).orElseThrow().added())
                .isEmpty();
        assertThat(TrackerMessage.parse(ascii("de")).orElseThrow().added()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "le", "i1e", "d5:added", "x"})
    void parse_whenNoDictionary_shouldBeNothing(String body) {
        assertThat(TrackerMessage.parse(ascii(body))).isEmpty();
    }

    @Test
    void parse_whenTooMuch_shouldBeBounded() {
        byte[] many = new TrackerMessage(Collections.nCopies(1_000, "http://a.example")).encode();
        assertThat(TrackerMessage.parse(many).orElseThrow().added()).hasSize(TrackersLimits.ENTRIES);
        byte[] large = new TrackerMessage(Collections.nCopies(3_000, "http://a.example")).encode();
        assertThat(TrackerMessage.parse(large)).isEmpty();
    }
}
