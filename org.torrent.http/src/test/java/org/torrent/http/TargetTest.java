package org.torrent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "http://t, false, t, 80, /, t",
        "HTTP://My_Tracker.example:8080/a?k=v#f, false, my_tracker.example, 8080, /a?k=v, my_tracker.example:8080",
        "https://t/a, true, t, 443, /a, t",
        "https://t:443?x, true, t, 443, /?x, t",
        "http://t:/a, false, t, 80, /a, t",
        "http://[2001:db8::1]:81/, false, 2001:db8::1, 81, /, [2001:db8::1]:81",
        "http://[::1]/, false, ::1, 80, /, [::1]",
        "http://me:secret@t/a, false, t, 80, /a, t",
        "' http://t/a ', false, t, 80, /a, t",
        "http://t/[grp] a|b.torrent?k=1|2|A, false, t, 80, /%5Bgrp%5D%20a%7Cb.torrent?k=1%7C2%7CA, t",
        "http://t/100%/a%20b%2, false, t, 80, /100%25/a%20b%252, t",
        "http://b\u00fccher.example/\u00fc, false, xn--bcher-kva.example, 80, /%C3%BC, xn--bcher-kva.example"
    })
    void parse_whenUsable_shouldGiveItsParts(
            String url, boolean secure, String host, int port, String path, String authority) throws Problem {
        Target target = Target.parse(url);
        assertThat(target).isEqualTo(new Target(secure, host, port, path));
        assertThat(target.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t",
                "udp://t:1",
                "http:/t",
                "http://",
                "http:///a",
                "http://:80/",
                "http://t:0/",
                "http://t:65536/",
                "http://t:99999999999/",
                "http://t:-1/",
                "http://a b/",
                "http://a\r\nb/",
                "http://[::1/",
                "http://[t]/",
                "http://[]/",
                "file:///etc/passwd",
                "http://a\u0000/"
            })
    void parse_whenUnusable_shouldRefuse(String url) {
        assertThatThrownBy(() -> Target.parse(url)).isInstanceOf(Problem.class);
    }

    @Test
    void parse_whenTheHostIsInBrackets_shouldTakeIpv6AddressesOnlyInOneCase() throws Problem {
        assertThat(Target.parse("http://[2001:DB8::A]/")).isEqualTo(Target.parse("http://[2001:db8::a]/"));
        assertThatThrownBy(() -> Target.parse("http://[2000A1]/")).isInstanceOf(Problem.class);
    }

    @Test
    void parse_whenThePathCouldEndTheRequestLine_shouldEscapeIt() throws Problem {
        assertThat(Target.parse("http://t/a b\r\nX: y\u007f").pathAndQuery()).isEqualTo("/a%20b%0D%0AX:%20y%7F");
    }

    @ParameterizedTest
    @CsvSource({
        "/c, http://t:8080/c",
        "c, http://t:8080/a/c",
        "../c, http://t:8080/c",
        "../../../c?../d, http://t:8080/c?../d",
        "./c/./d/.., http://t:8080/a/c/",
        "'', http://t:8080/a/b",
        "'/[a] b|c', http://t:8080/%5Ba%5D%20b%7Cc",
        "/\u00c3\u00bc\u00fc, http://t:8080/%C3%BC%FC",
        "http://me:secret@u/c, http://u/c",
        "?x=1, http://t:8080/a/b?x=1",
        "//u/c, http://u/c",
        "https://u/c, https://u/c"
    })
    void resolve_whenRelative_shouldStayAtTheOrigin(String location, String expected) throws Problem {
        assertThat(Target.parse("http://t:8080/a/b?q=/z").resolve(location)).isEqualTo(Target.parse(expected));
    }

    @Test
    void resolve_whenItLeavesHttps_shouldRefuse() throws Problem {
        Target secure = Target.parse("https://t/");
        assertThatThrownBy(() -> secure.resolve("http://t/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("https to http");
        assertThatThrownBy(() -> secure.resolve("file:///etc/passwd")).isInstanceOf(Problem.class);
    }
}
