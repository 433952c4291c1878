package org.torrent.example.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A file, its torrent, and a process of the distribution that seeds it on loopback. */
record Seed(Path torrent, byte[] content, String port, Jvm process) implements AutoCloseable {
    private static final int BYTES = (1 << 20) + 1;
    private static final String NAME = "album.bin";

    static Seed start(Path home) throws IOException, InterruptedException {
        byte[] content = new byte[BYTES];
        new Random(1).nextBytes(content);
        Path file = Files.write(Files.createDirectory(home.resolve("share")).resolve(NAME), content);
        Path torrent = home.resolve("album.torrent");
        try (Jvm create = Jvm.torrent(home.resolve("create"), "create", file, "-o", torrent)) {
            create.ended(0);
        }
        Jvm seed = Jvm.torrent(
                home.resolve("seed"), "seed", torrent, "--dir", file.getParent(), "--listen", "127.0.0.1:0");
        return new Seed(torrent, content, seed.await("listening on 127.0.0.1:"), seed);
    }

    boolean isIn(Path directory) throws IOException {
        return java.util.Arrays.equals(content, Files.readAllBytes(directory.resolve(NAME)));
    }

    @Override
    public void close() {
        process.close();
    }
}
