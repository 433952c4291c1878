package org.torrent.front.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRuleTest {
    private static final URI GLOBAL = URI.create("http://192.0.2.1/a/b");

    private final RedirectRule rule = new RedirectRule() {
        @Override
        InetAddress[] lookUp(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host.equals("inner.example") ? "10.0.0.1" : host);
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://169.254.169.254/",
                "http://10.0.0.1/",
                "http://192.168.1.1/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "http://0.0.0.0/",
                "http://inner.example/",
                "http://[::ffff:127.0.0.1]/"
            })
    void next_whenFromTheInternetIntoTheLocalNetwork_shouldRefuse(String location) {
        assertThatThrownBy(() -> rule.next(GLOBAL, location))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("local network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://192.0.2.2/", "file:///etc/passwd", "javascript:1", "mailto:a@b"})
    void next_whenNotHttp_shouldRefuse(String location) {
        assertThatThrownBy(() -> rule.next(GLOBAL, location)).isInstanceOf(SourceException.class);
    }

    @Test
    void next_whenRelative_shouldResolve() throws Exception {
        assertThat(rule.next(GLOBAL, "../c")).isEqualTo(URI.create("http://192.0.2.1/c"));
    }

    @Test
    void next_whenFromHttpsToHttp_shouldRefuse() {
        assertThatThrownBy(() -> rule.next(URI.create("https://192.0.2.1/"), "http://192.0.2.2/"))
                .hasMessageContaining("https to http");
    }

    @Test
    void next_whenTheUserNamedALocalServer_shouldFollowWithinIt() throws Exception {
        URI local = URI.create("http://127.0.0.1:8080/x");
        assertThat(rule.next(local, "http://127.0.0.1/y")).isEqualTo(URI.create("http://127.0.0.1/y"));
    }
}
