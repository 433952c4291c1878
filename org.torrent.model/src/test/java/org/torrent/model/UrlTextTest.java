package org.torrent.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {
    @ParameterizedTest
    @CsvSource({
        "http://me:secret@h:8000/a.torrent, http://h:8000/a.torrent, me:secret",
        "HTTPS://me@h/, HTTPS://h/, me",
        "udp://me:sec@ret@h:1/x?y@z, udp://h:1/x?y@z, me:sec@ret",
        "http://me:sec/ret@h/, http://h/, me:sec/ret",
        "http://@h/, http://h/, ''",
        "//me:secret@h/, //h/, me:secret",
        "http://h/user@host, http://h/user@host, ''",
        "http://h:80/user@host, http://h:80/user@host, ''",
        "http://[::1]:80/a@b, http://[::1]:80/a@b, ''",
        "magnet:?xt=me:x@y, magnet:?xt=me:x@y, ''",
        "'', '', ''"
    })
    void shown_whenThereIsUserInfo_shouldLeaveItOut(String url, String shown, String userInfo) {
        assertThat(UrlText.shown(url)).isEqualTo(shown);
        assertThat(UrlText.userInfo(url)).isEqualTo(userInfo);
    }

    @Test
    void shown_whenThereIsSomethingThatATerminalObeys_shouldHideIt() {
        assertThat(UrlText.shown("http://me:secret@h/a\r\n\u001b[2Jb\u202ec\u2028d \u00fc\ud83d\ude00"))
                .isEqualTo("http://h/a???[2Jb?c?d \u00fc\ud83d\ude00");
    }

    @ParameterizedTest
    @CsvSource({
        "no file ftp://me:secret@h/a: check, no file ftp://h/a: check",
        "'not ''http://me:se''cret@/announce''; see', 'not ''http:///announce''; see'",
        "no file /home/x/http:/me:secret@h/a here, no file /home/x/http://h/a here",
        "a http://me:1@h/ and HTTP://me:2@h/$1\\, a http://h/ and HTTP://h/$1\\",
        "C:/a and x@y and http://h/user@host, C:/a and x@y and http://h/user@host",
        "'', ''"
    })
    void inText_whenUrlsInItHaveUserInfo_shouldLeaveItOut(String text, String shown) {
        assertThat(UrlText.inText(text)).isEqualTo(shown);
    }
}
