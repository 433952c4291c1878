package org.torrent.deploy.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.TestJar;

/** With real threads, and a pipe that nobody writes into. */
class FolderThreadsTest {
    private final ScheduledExecutorService deployer = Executors.newSingleThreadScheduledExecutor();
    private volatile long readNanos = DeployLimits.READ_NANOS;
    private final FolderThreads threads = new FolderThreads(deployer, () -> readNanos);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @TempDir
    private Path home;

    @AfterEach
    void end() {
        deployer.shutdownNow();
        threads.close();
    }

    private void send(String what, Errands.Errand<FileRead> errand) {
        on(() -> {
            threads.send(what, errand, new Errands.Then<>() {
                @Override
                public void done(FileRead result) {
                    told.add(what + ": "
                            + (result.jar() == null
                                    ? result.refusal()
                                    : result.jar().symbolicName()));
                }

                @Override
                public void failed(String reason) {
                    told.add("failed: " + reason);
                }

                @Override
                public void overdue(String reason) {
                    told.add("overdue: " + reason);
                }

                @Override
                public void late(FileRead result) {
                    told.add(what + " is back");
                }
            });
            return null;
        });
    }

    private <T> T on(java.util.function.Supplier<T> code) {
        return CompletableFuture.supplyAsync(code, deployer).join();
    }

    private String next() throws InterruptedException {
        return told.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void send_whenAPipeTookTheFilesPlace_shouldGiveItUpAndReadTheOthers() throws Exception {
        Path pipe = home.resolve("pipe.jar");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path good = Files.write(home.resolve("good.jar"), new TestJar("good", "1").bytes());
        readNanos = TimeUnit.MILLISECONDS.toNanos(50);
        Stamp asAFile = new Stamp(1_000, 1, "");
        for (int i = 0; i < DeployLimits.READS; i++) {
            send("pipe", () -> FileRead.of(pipe, asAFile, home.resolve("copy")));
        }
        for (int i = 0; i < DeployLimits.READS; i++) {
            assertThat(next()).startsWith("overdue: pipe has not returned after");
        }
        readNanos = DeployLimits.READ_NANOS;
        send("good", () -> FileRead.of(good, FolderLook.stamp(good), home.resolve("copy of it")));
        assertThat(next()).isEqualTo("good: good");
        assertThat(on(threads::whyNot)).isEmpty();
        release(pipe);
        for (int i = 0; i < DeployLimits.READS; i++) {
            assertThat(next()).isEqualTo("pipe is back");
        }
        assertThat(on(threads::isFree)).isTrue();
    }

    /** Whoever opened it to read has an end. */
    private static void release(Path pipe) throws IOException {
        try (OutputStream end = Files.newOutputStream(pipe)) {
            end.flush();
        }
    }

    @Test
    void send_whenItThrows_shouldSayWhat() throws Exception {
        send("reading", () -> {
            throw new OutOfMemoryError("no room");
        });
        assertThat(next()).isEqualTo("failed: reading failed: java.lang.OutOfMemoryError: no room");
        assertThat(on(threads::isFree)).isTrue();
    }

    @Test
    void read_whenTheFileGrewSinceItWasLookedAt_shouldStopAndKnowNothing() throws Exception {
        byte[] jar = new TestJar("a", "1").bytes();
        Path file = Files.write(home.resolve("a.jar"), jar);
        Stamp looks = FolderLook.stamp(file);
        Files.write(file, new byte[jar.length + 500_000]);
        Path copy = home.resolve("copy");
        assertThat(FileRead.of(file, looks, copy).isChanged()).isTrue();
        assertThat(copy).doesNotExist();
    }
}
