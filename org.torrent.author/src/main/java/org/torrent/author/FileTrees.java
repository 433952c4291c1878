package org.torrent.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders with everything in them. */
final class FileTrees {
    private FileTrees() {}

    /** The files below a folder, by their names in it with {@code /} between; none when there is no such folder. */
    static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : list(folder)) {
            if (Files.isRegularFile(file)) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    static void copy(Path from, Path to) throws IOException {
        for (Map.Entry<String, byte[]> file : read(from).entrySet()) {
            Path copy = to.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
    }

    static void delete(Path folder) throws IOException {
        List<Path> all = list(folder);
        for (Path path : all.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
