package org.torrent.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpExceptionTest {
    @Test
    void message_whenTheUrlHasAPassword_shouldNotTellIt() {
        HttpException failure =
                new HttpException("http://me:secret@h/", HttpException.Kind.UNREACHABLE, "cannot be reached", null);
        assertThat(failure).hasMessage("http://h/: cannot be reached; check the URL and the network");
        assertThat(HttpRequest.to("http://me:secret@h/").build()).hasToString("GET http://h/");
    }
}
