package org.torrent.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Whether {@code conf/logback.xml} can wait until there is something to log: only the one that ships is known well enough. */
final class LateLogging {
    static final String FILE = "org.ops4j.pax.logging.StaticLogbackFile";
    static final String LATE = "org.ops4j.pax.logging.StaticLogbackContext";
    /** Equal to {@link #FILE}, it keeps pax-logging from reading the file when it starts. */
    static final String NAMED = "org.ops4j.pax.logging.property.file";

    private LateLogging() {}

    /** Takes {@link #LATE} and {@link #NAMED} out of the framework's properties unless the file is as it was built. */
    static void keepOnlyAsShipped(Map<String, String> properties) {
        String file = properties.get(FILE);
        boolean late = Boolean.parseBoolean(properties.get(LATE))
                && file != null
                && file.equals(properties.get(NAMED))
                && isAsShipped(Path.of(file));
        if (!late) {
            properties.remove(LATE);
            properties.remove(NAMED);
        }
    }

    private static boolean isAsShipped(Path file) {
        try (InputStream shipped = LateLogging.class.getResourceAsStream("logback.xml")) {
            return Arrays.equals(shipped.readAllBytes(), Files.readAllBytes(file));
        } catch (IOException e) {
            return false; // pax-logging says what is wrong with it
        }
    }
}
