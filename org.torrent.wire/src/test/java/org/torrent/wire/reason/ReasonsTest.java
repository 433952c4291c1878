package org.torrent.wire.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:6881",
        "::1, [::1]:6881",
        "::, [::]:6881",
        "2001:db8::7:0:1, [2001:db8::7:0:1]:6881",
        "fe80:1:2:3:4:5::, [fe80:1:2:3:4:5::]:6881",
        "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]:6881"
    })
    void text_whenAnAddress_shouldBeAsPeopleWriteIt(String literal, String expected) throws Exception {
        assertThat(Reasons.text(new InetSocketAddress(InetAddress.getByName(literal), 6881)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Connection reset, reset by peer",
        "Broken pipe, reset by peer",
        "Connection refused, connection refused",
        "Connection timed out, timed out: the peer does not answer",
        "Too many open files, too many open files"
    })
    void of_whenASocketFails_shouldSayWhatItMeans(String message, String expected) {
        assertThat(Reasons.of(new IOException(message))).isEqualTo(expected);
    }

    @Test
    void bind_whenInUse_shouldSayWhatToDo() throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 6881);
        assertThat(Reasons.bind(
                        address,
                        new IOException("Error while binding on x", new BindException("Address already in use"))))
                .isEqualTo("127.0.0.1:6881 is in use: choose another with --listen");
        assertThat(Reasons.bind(address, new BindException("Cannot assign requested address")))
                .isEqualTo(
                        "127.0.0.1:6881 can't be bound: cannot assign requested address; choose another with --listen");
    }
}
