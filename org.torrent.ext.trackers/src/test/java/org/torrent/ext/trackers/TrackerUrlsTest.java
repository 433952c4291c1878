package org.torrent.ext.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.Limits;

class TrackerUrlsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tracker.example/announce",
                "HTTPS://tracker.example:443/announce",
                "udp://tracker.example:6969",
                "udp://[2001:db8::1]:6969/announce",
                "http://tracker.example/announce.php?ok=1"
            })
    void acceptable_whenATrackers_should(String url) {
        assertThat(TrackerUrls.acceptable(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tracker.example",
                "ftp://tracker.example/announce",
                "http:///announce",
                "http://tracker.example:0/announce",
                "http://tracker.example:65536/announce",
                "http://tracker.example:99999999999/announce",
                "http://user:secret@tracker.example/announce",
                "http://tracker.example/ann ounce",
                "http://tracker.example/\r\nHost: other",
                "http://träcker.example/announce",
                "http://tracker.example/%zz",
                "javascript://x/"
            })
    void acceptable_whenNone_shouldNot(String url) {
        assertThat(TrackerUrls.acceptable(url)).isFalse();
        assertThat(TrackerUrls.tellable(url)).isFalse();
    }

    @Test
    void acceptable_whenLong_shouldNot() {
        String url = "http://tracker.example/" + "a".repeat(Limits.URL_BYTES);
        assertThat(TrackerUrls.acceptable(url)).isFalse();
        assertThat(TrackerUrls.acceptable(url.substring(0, Limits.URL_BYTES))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tracker.example/announce?passkey=1",
                "http://tracker.example/0123456789abcdef0123/announce",
                "http://tracker.example/550e8400-e29b-41d4-a716-446655440000/announce",
                "http://tracker.example/Zm9v_YmFyMTIz-NDU2/announce",
                "http://tracker.example:2710/announce/a1b2c3d4e5f60718",
                "https://tracker.example/tr/4f9d8e7c6b5a43210f/a.php"
            })
    void tellable_whenItHoldsAKey_shouldNot(String url) {
        assertThat(TrackerUrls.acceptable(url)).isTrue();
        assertThat(TrackerUrls.tellable(url)).isFalse();
    }

    @Test
    void tellable_whenOpen_should() {
        assertThat(TrackerUrls.tellable("udp://tracker.example:6969/announce")).isTrue();
        assertThat(TrackerUrls.tellable("http://tracker.example/a-rather-long-word/announce"))
                .isTrue();
        assertThat(TrackerUrls.tellable("http://tracker.example")).isTrue();
    }

    @Test
    void normal_shouldLowerSchemeAndHostOnly() {
        assertThat(TrackerUrls.normal("HTTP://Tracker.Example:80/Announce"))
                .isEqualTo("http://tracker.example:80/Announce");
        assertThat(TrackerUrls.normal("UDP://Tracker.Example:80")).isEqualTo("udp://tracker.example:80");
    }
}
