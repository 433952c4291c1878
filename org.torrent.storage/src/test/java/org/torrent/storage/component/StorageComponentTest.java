package org.torrent.storage.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
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
            StorageComponent component = new StorageComponent(context(), Map.of());
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

    @Test
    void modified_shouldKeepTheStateDirectoryAndNameWhatIsNotUsed() throws Exception {
        StorageComponent component = new StorageComponent(context(), Map.of("open.files", 9));
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        Path other = temporary.resolve("other");
        try {
            component.modified(Map.of("state.directory", other.toString(), "open.files", "many", "hash.wait.mib", 1));
        } finally {
            System.setErr(before);
        }
        component.state().save("resume", new byte[] {1}).toCompletableFuture().get(10, TimeUnit.SECONDS);
        component.stop();

        assertThat(temporary.resolve("state/states/resume")).exists();
        assertThat(other).doesNotExist();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("org.torrent.storage, state.directory: used after the next start")
                .contains("org.torrent.storage, open.files: 'many' is wrong", "what it was stays")
                .doesNotContain("hash.wait.mib");
    }

    private BundleContext context() {
        return proxy(
                BundleContext.class, "getProperty", temporary.resolve("state").toString());
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
