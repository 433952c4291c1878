package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DebuggerTest {
    @Test
    void isNamed_whenAnOptionLoadsJdwp_shouldSaySo() {
        assertThat(Debugger.isNamed(List.of("-Xmx1g", "-agentlib:jdwp=transport=dt_socket,server=y")))
                .isTrue();
        assertThat(Debugger.isNamed(List.of("-Xrunjdwp:server=y"))).isTrue();
    }

    @Test
    void isNamed_whenNoneDoes_shouldSayNo() {
        assertThat(Debugger.isNamed(List.of("-Xmx1g", "-Dname=jdwp"))).isFalse();
        assertThat(Debugger.mayHoldThreads()).isFalse();
    }
}
