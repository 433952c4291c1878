package org.torrent.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Test;
import org.torrent.itest.bundle.Activators;
import org.torrent.itest.bundle.HangingPlugin;
import org.torrent.itest.bundle.ThrowingPlugin;

/**
 * A distribution whose deploy folder is full of bundles that hang and throw: commands do their work, SIGTERM ends them. With
 * {@code hanging.each} it is a bench, which tries one kind after the other (sigterm.sh).
 */
public class HangingFolderTest {
    private static final int PAYLOAD_BYTES = (1 << 20) + 1;
    private static final boolean IS_EACH = Boolean.getBoolean("hanging.each");

    @Test
    public void commands_whenTheFolderIsFullOfHangingBundles_shouldDoTheirWork() throws Exception {
        Map<String, DeployedJar> all = hanging();
        if (IS_EACH) {
            commands("nothing", Map.of());
            for (Map.Entry<String, DeployedJar> kind : all.entrySet()) {
                commands(kind.getKey(), Map.ofEntries(kind));
            }
        }
        commands("all of them", all);
    }

    private static void commands(String what, Map<String, DeployedJar> jars) throws Exception {
        Path dist = linked(Path.of(System.getProperty("torrent.dist")), Payload.folder("dist"));
        for (Map.Entry<String, DeployedJar> jar : jars.entrySet()) {
            jar.getValue().drop(dist.resolve("deploy").resolve(jar.getKey() + ".jar"));
        }
        Path folder = Payload.folder("payload");
        byte[] bytes = new byte[PAYLOAD_BYTES];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        Path torrent = folder.resolve("file.torrent");

        long began = System.nanoTime();
        try (Child create = Child.torrentOf(dist, "create", file, "--output", torrent)) {
            assertEquals(create.lines().toString(), 0, create.exitStatus());
        }
        long created = System.nanoTime();
        try (Child seed = Child.torrentOf(dist, "seed", torrent, "--dir", folder, "--listen", "127.0.0.1:0")) {
            String peer = seed.await("listening on ");
            long seeding = System.nanoTime();
            Path directory = Payload.folder("got");
            try (Child get = Child.torrentOf(dist, "get", torrent, "--dir", directory, "--peer", peer)) {
                assertEquals(get.lines().toString(), 0, get.exitStatus());
            }
            long got = System.nanoTime();
            assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("file")));
            assertEquals(seed.lines().toString(), 0, seed.stop());
            print(what, began, created, seeding, got, System.nanoTime());
        }
    }

    private static void print(String what, long... moments) {
        if (IS_EACH) {
            System.out.printf(
                    "beside %-40s create %5d, seed %5d, get %5d, SIGTERM %5d ms%n",
                    what, took(moments, 1), took(moments, 2), took(moments, 3), took(moments, 4));
        }
    }

    private static long took(long[] moments, int step) {
        return (moments[step] - moments[step - 1]) / 1_000_000;
    }

    /** One of each kind, by what it does. */
    private static Map<String, DeployedJar> hanging() {
        Map<String, DeployedJar> all = new LinkedHashMap<>();
        all.put("hangs-in-activator-start", DeployedJar.of("test.hangs.in.start", Activators.HangsAtStart.class));
        all.put("hangs-in-activator-stop", DeployedJar.of("test.hangs.in.stop", Activators.HangsAtStop.class));
        for (Class<?> type : List.of(
                HangingPlugin.InConstructor.class,
                HangingPlugin.InActivation.class,
                HangingPlugin.InName.class,
                HangingPlugin.InDeactivation.class,
                ThrowingPlugin.InConstructor.class,
                ThrowingPlugin.InActivation.class,
                ThrowingPlugin.InName.class)) {
            String name = "hang_" + type.getName().replaceAll("\\W", "_");
            PluginBundle bundle = new PluginBundle("test." + name, "1.0.0", name, 0, type);
            String does = type.getEnclosingClass().getSimpleName().replace("Plugin", "") + "-" + type.getSimpleName();
            all.put(does, DeployedJar.of(bundle));
        }
        return all;
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
