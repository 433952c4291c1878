package org.torrent.storage.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class StorageComponentTest {
    @TempDir
    private Path temporary;

    @Test
    void stop_shouldLeaveNoThreadAndFreeTheStateDirectory() throws Exception {
        for (int i = 0; i < 2; i++) {
            StorageComponent component = new StorageComponent(context(), configuration());
            component
                    .state()
                    .save("resume", new byte[] {1})
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            component.stop();
        }

        assertThat(temporary.resolve("state/states/resume")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("state"))))
                .isEqualTo("rwx------");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("torrent-disk"));
    }

    private BundleContext context() {
        return proxy(
                BundleContext.class, "getProperty", temporary.resolve("state").toString());
    }

    private static StorageConfiguration configuration() {
        return (StorageConfiguration) Proxy.newProxyInstance(
                StorageConfiguration.class.getClassLoader(),
                new Class<?>[] {StorageConfiguration.class},
                (self, method, arguments) -> method.getDefaultValue());
    }

    private static <T> T proxy(Class<T> type, String name, Object result) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return result;
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
