package org.torrent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs in {@code corpus/TARGET}: samples, and all that was ever found. */
final class Corpus {
    private static final Path ROOT = Path.of("corpus");

    private Corpus() {}

    /** A target's inputs, in the order of their names. */
    static List<Path> of(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(target.name()))) {
            return files.sorted().toList();
        }
    }

    /** Every folder of inputs. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** All inputs as {@link JazzerEntry#TOGETHER} reads them: behind a byte that chooses the target. */
    static void joinInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < Targets.ALL.size(); i++) {
            FuzzTarget target = Targets.ALL.get(i);
            for (Path file : of(target)) {
                byte[] input = Files.readAllBytes(file);
                byte[] chosen = new byte[input.length + 1];
                chosen[0] = (byte) i;
                System.arraycopy(input, 0, chosen, 1, input.length);
                Files.write(folder.resolve(target.name() + "-" + file.getFileName()), chosen);
            }
        }
    }
}
