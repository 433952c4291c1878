package org.torrent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The inputs in {@code corpus/TARGET}, samples and all that was ever found, and what fuzzing learned so far. */
final class Corpus {
    private static final Path ROOT = Path.of("corpus");
    private static final Path LEARNED = Path.of("learned");

    private Corpus() {}

    /** A target's inputs, in the order of their names. */
    static List<Path> of(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(target.name()))) {
            return files.sorted().toList();
        }
    }

    /** What fuzzing learned of a target, as few inputs as reach as much. */
    static List<byte[]> learned(FuzzTarget target) throws IOException {
        Path file = LEARNED.resolve(target.name());
        if (!Files.exists(file)) {
            return List.of(); // nobody fuzzed it for long
        }
        return Files.readAllLines(file).stream()
                .map(line -> Base64.getDecoder().decode(line))
                .toList();
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
                Files.write(
                        folder.resolve(target.name() + "-" + file.getFileName()), chosen(i, Files.readAllBytes(file)));
            }
            int number = 0;
            for (byte[] input : learned(target)) {
                Files.write(folder.resolve(target.name() + "-" + number++), chosen(i, input));
            }
        }
    }

    private static byte[] chosen(int target, byte[] input) {
        byte[] chosen = new byte[input.length + 1];
        chosen[0] = (byte) target;
        System.arraycopy(input, 0, chosen, 1, input.length);
        return chosen;
    }
}
