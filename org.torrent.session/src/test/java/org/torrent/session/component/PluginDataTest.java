package org.torrent.session.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class PluginDataTest {
    private static BundleContext container(String stateDirectory, File own) {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getDataFile") ? own : stateDirectory);
    }

    @Test
    void pluginData_whenThereIsAStateDirectory_shouldLieThere() {
        assertThat(SessionComponent.pluginData(container("/state", new File("/cache"))))
                .isEqualTo(Path.of("/state/plugins"));
    }

    @Test
    void pluginData_whenNobodySaidWhere_shouldLieInTheBundlesOwn() {
        assertThat(SessionComponent.pluginData(container(null, new File("/cache"))))
                .isEqualTo(Path.of("/cache"));
        assertThat(SessionComponent.pluginData(container("", null))).isNull();
    }
}
