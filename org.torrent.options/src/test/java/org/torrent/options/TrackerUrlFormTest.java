package org.torrent.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerUrlFormTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://t",
                "HTTP://tracker.example:6969/announce",
                "https://t.example/announce.php?authkey=1|2|A",
                "http://my_tracker:6969/announce",
                "http://t/[grp] a/announce?k=100%",
                "http://t/\u65e5\u672c",
                "http://b\u00fccher.example/",
                "http://me:secret@t:80/announce",
                "udp://t:6969",
                "udp://[2001:db8::1]:6969/announce",
                "http://[::1]/a",
                "http://t:/a",
                "http://t?passkey=x"
            })
    void read_whenATrackerCanBeThere_shouldTakeItAsItIs(String url) {
        assertThat(Flag.TRACKER.read(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t",
                "t.example/announce",
                "ftp://t/",
                "http:/t",
                "http://",
                "http:///a",
                "http://:80/a",
                "http://a b/",
                "http://t:0/",
                "http://t:65536/",
                "http://t:x/",
                "http://[::1/",
                "http://[t]/",
                "http://t/a\nb",
                "http://t/\u0000"
            })
    void read_whenNoneCan_shouldRefuse(String url) {
        assertThatThrownBy(() -> Flag.TRACKER.read(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--tracker takes a tracker's URL");
    }
}
