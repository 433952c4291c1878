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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "nas",
                "nas.local",
                "fritz.box.home.arpa",
                "tracker.lan",
                "tracker.internal",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.0.1",
                "224.0.0.1",
                "300.1.1.1",
                "[::1]",
                "[::ffff:10.0.0.1]",
                "[fe80::1]",
                "[fd00::1]",
                "[2002:a00:1::1]"
            })
    void tellable_whenItIsInTheNetworksOfThisHouse_shouldNot(String host) {
        assertThat(TrackerUrls.tellable("http://" + host + "/announce")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.1", "[2001:db8::1]", "tracker.example", "tracker.example.", "1.2.3.example"})
    void tellable_whenItIsOnTheOpenNetwork_should(String host) {
        assertThat(TrackerUrls.tellable("http://" + host + "/announce")).isTrue();
    }

    @Test
    void host_shouldBeTheSameHoweverItIsWritten() {
        assertThat(TrackerUrls.host("http://Tracker.Example.:80/a")).isEqualTo("tracker.example");
        assertThat(TrackerUrls.host("udp://tracker.example:6969")).isEqualTo("tracker.example");
        assertThat(TrackerUrls.host("nonsense")).isEmpty();
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
