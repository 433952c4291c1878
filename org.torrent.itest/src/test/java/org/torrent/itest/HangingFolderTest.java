package org.torrent.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Test;
import org.torrent.itest.bundle.Activators;
import org.torrent.itest.bundle.HangingPlugin;
import org.torrent.itest.bundle.ThrowingPlugin;

/** A distribution whose deploy folder is full of bundles that hang and throw: commands do their work, SIGTERM ends them. */
public class HangingFolderTest {
    private static final int PAYLOAD_BYTES = (1 << 20) + 1;

    @Test
    public void commands_whenTheFolderIsFullOfHangingBundles_shouldDoTheirWork() throws Exception {
        Path dist = linked(Path.of(System.getProperty("torrent.dist")), Payload.folder("dist"));
        hanging(dist.resolve("deploy"));
        Path folder = Payload.folder("payload");
        byte[] bytes = new byte[PAYLOAD_BYTES];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        Path torrent = folder.resolve("file.torrent");

        try (Child create = Child.torrentOf(dist, "create", file, "--output", torrent)) {
            assertEquals(create.lines().toString(), 0, create.exitStatus());
        }
        try (Child seed = Child.torrentOf(dist, "seed", torrent, "--dir", folder, "--listen", "127.0.0.1:0")) {
            String peer = seed.await("listening on ");
            Path directory = Payload.folder("got");
            try (Child get = Child.torrentOf(dist, "get", torrent, "--dir", directory, "--peer", peer)) {
                assertEquals(get.lines().toString(), 0, get.exitStatus());
            }
            assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("file")));
            assertEquals(seed.lines().toString(), 0, seed.stop());
        }
    }

    /** One of each kind. */
    private static void hanging(Path deploy) throws IOException {
        DeployedJar.of("test.hangs.in.start", Activators.HangsAtStart.class).drop(deploy.resolve("start.jar"));
        DeployedJar.of("test.hangs.in.stop", Activators.HangsAtStop.class).drop(deploy.resolve("stop.jar"));
        for (Class<?> type : List.of(
                HangingPlugin.InConstructor.class,
                HangingPlugin.InActivation.class,
                HangingPlugin.InName.class,
                ThrowingPlugin.InConstructor.class,
                ThrowingPlugin.InActivation.class,
                ThrowingPlugin.InName.class)) {
            String name = "hang_" + type.getName().replaceAll("\\W", "_");
            PluginBundle bundle = new PluginBundle("test." + name, "1.0.0", name, 0, type);
            DeployedJar.of(bundle).drop(deploy.resolve(name + ".jar"));
        }
    }

    /** The same files under another root. */
    private static Path linked(Path dist, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(dist)) {
            for (Path file : files.toList()) {
                Path here = root.resolve(dist.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(here);
                } else {
                    Files.createLink(here, file);
                }
            }
        }
        return root;
    }
}
