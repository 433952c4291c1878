package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.torrent.api.deploy.Readiness;

class PluginReferencesTest {
    @Test
    void readiness_whenTheBundleIsUninstalledMeanwhile_shouldHaveNothingAgainstIt() {
        Bundle gone = (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(), new Class<?>[] {Bundle.class}, (self, method, arguments) -> {
                    throw new IllegalStateException("it was uninstalled");
                });
        assertThat(new PluginReferences(null, null).readiness(gone).state()).isEqualTo(Readiness.State.READY);
    }
}
