package org.torrent.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code Main FOLDER...}: changes every jar of this project in the folders and below, in place. */
public final class Main {
    private static final String OWN = "org.torrent.";

    private Main() {}

    public static void main(String[] folders) throws IOException {
        for (String folder : folders) {
            for (Path jar : jars(Path.of(folder))) {
                JarRewrite.inPlace(jar);
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Main::isOwn).sorted().collect(Collectors.toList());
        }
    }

    private static boolean isOwn(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(OWN) && name.endsWith(".jar");
    }
}
