package org.torrent.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.torrent.fuzz.Check;

/** Files of {@code conf/}. */
public final class PropertiesFuzz {
    private static final Distribution DISTRIBUTION = distribution();

    private PropertiesFuzz() {}

    private static Distribution distribution() {
        try {
            Path root = Files.createTempDirectory("fuzz-conf");
            Files.createDirectory(root.resolve("conf"));
            return new Distribution(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of properties that may name one variable. */
    public static void read(byte[] input) throws IOException {
        Files.write(DISTRIBUTION.root().resolve("conf/file.properties"), input);
        try {
            DISTRIBUTION
                    .configuration("file.properties", Map.of("a", "$1\\"))
                    .forEach((name, value) -> Check.that(name != null && value != null, "a property without a value"));
        } catch (LaunchException e) {
            Check.that(e.getMessage() != null, "no message");
        }
    }
}
