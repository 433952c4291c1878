package org.torrent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs what Jazzer learned once more without it, so that what is allocated is the readers' own. */
final class Replay {
    private Replay() {}

    /** Runs each input of a folder; ends with status 1 when one fails. */
    public static void main(String[] arguments) throws IOException {
        int failed = 0;
        List<Path> inputs;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            inputs = files.toList();
        }
        for (Path input : inputs) {
            try {
                JazzerEntry.fuzzerTestOneInput(Files.readAllBytes(input));
            } catch (Exception | Error e) {
                failed++;
                System.out.println("without Jazzer, " + input + ": " + e);
            }
        }
        System.out.println("replayed " + inputs.size() + " inputs without Jazzer, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
