package org.torrent.tracker.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;

class UdpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "udp://t.example:80, t.example, 80, ''",
        "UDP://t.example:80/, t.example, 80, /",
        "udp://t.example:6969/announce?a=b&c=d#x, t.example, 6969, /announce?a=b&c=d",
        "udp://me:secret@10.0.0.1:1/x, 10.0.0.1, 1, /x",
        "udp://[2001:db8::1]:65535/announce, 2001:db8::1, 65535, /announce",
        "' udp://my_tracker:1 ', my_tracker, 1, ''",
        "udp://bücher.example:1, xn--bcher-kva.example, 1, ''",
    })
    void parse_whenItNamesHostAndPort_shouldTakeThem(String url, String host, int port, String rest) throws Exception {
        assertThat(UdpUrl.parse(url)).isEqualTo(new UdpUrl(host, port, rest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://t:1/",
                "udp:/t:1",
                "udp://",
                "udp://t",
                "udp://t:0",
                "udp://t:65536",
                "udp://t:x/",
                "udp://::1:80/",
                "udp://a b:1"
            })
    void parse_whenItDoesNot_shouldSaySo(String url) {
        assertThatThrownBy(() -> UdpUrl.parse(url)).isInstanceOf(TrackerException.class);
    }

    @Test
    void parse_whenThePathIsTooLong_shouldRefuse() throws Exception {
        String longest = "/" + "a".repeat(Limits.URL_DATA_BYTES - 1);
        assertThat(UdpUrl.parse("udp://t:1" + longest).pathAndQuery()).isEqualTo(longest);
        assertThatThrownBy(() -> UdpUrl.parse("udp://t:1" + longest + "a"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("longer than");
    }
}
