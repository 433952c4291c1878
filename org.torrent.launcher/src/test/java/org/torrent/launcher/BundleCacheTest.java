package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {
    @TempDir
    Path parent;

    private LauncherLog log;

    @BeforeEach
    void setUp() {
        log = new LauncherLog(parent.resolve("launcher.log"));
    }

    @Test
    void close_shouldDeleteTheFolderAndNothingALinkInItLeadsTo() throws IOException {
        Path outside = Files.writeString(
                Files.createDirectory(parent.resolve("outside")).resolve("file"), "kept");
        BundleCache cache = BundleCache.create(parent, log);
        Files.createSymbolicLink(cache.path().resolve("link"), outside.getParent());
        Files.createDirectories(cache.path().resolve("a/b"));

        cache.close();

        assertThat(cache.path()).doesNotExist();
        assertThat(outside).hasContent("kept");
    }

    @Test
    void close_whenCalledTwice_shouldDoNothingMore() throws IOException {
        BundleCache cache = BundleCache.create(parent, log);
        cache.close();

        cache.close();

        assertThat(cache.path()).doesNotExist();
    }

    @Test
    void create_shouldRemoveWhatAKilledProcessLeft() throws IOException {
        Path left = abandoned();

        BundleCache.create(parent, log).close();

        assertThat(left).doesNotExist();
    }

    @Test
    void create_shouldKeepAYoungFolder() throws IOException {
        Path young = Files.createDirectory(parent.resolve("torrent-runtime-young"));

        BundleCache.create(parent, log).close();

        assertThat(young).exists();
    }

    private Path abandoned() throws IOException {
        Path left = Files.createDirectory(parent.resolve("torrent-runtime-left"));
        Files.createFile(left.resolve("bundle"));
        Instant old = Instant.now().minus(Limits.CACHE_UNLOCKED_AT_MOST.multipliedBy(2));
        return Files.setLastModifiedTime(left, FileTime.from(old));
    }
}
