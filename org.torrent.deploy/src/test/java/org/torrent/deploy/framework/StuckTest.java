package org.torrent.deploy.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class StuckTest {
    private int returned;
    private final Stuck stuck = new Stuck(() -> returned++);
    private final Bundle bundle = Fakes.of(Bundle.class, Map.of("getSymbolicName", arguments -> "a"));

    @Test
    void named_shouldCountBundlesAndInstallationsUntilTheyReturn() {
        DisposableCalls.Late call = stuck.callOf(bundle, reason -> {});
        DisposableCalls.Late installation = stuck.installationOf("a");
        call.hangs();
        installation.hangs();
        stuck.installationOf("b").hangs();
        assertThat(stuck.named("a")).isEqualTo(2);
        assertThat(stuck.contains(bundle)).isTrue();
        installation.returned();
        assertThat(stuck.named("a")).isEqualTo(1);
        call.returned();
        assertThat(stuck.named("a")).isZero();
        assertThat(stuck.contains(bundle)).isFalse();
        assertThat(returned).isEqualTo(2);
    }
}
