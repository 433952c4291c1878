package org.torrent.wire.tcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many sockets the system lets this process open, where it says so (Linux). */
final class Descriptors {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String OPEN_FILES = "Max open files";

    private Descriptors() {}

    /** The wanted number of connections, or what the limit leaves room for. */
    static int cap(int wanted) {
        if (!Files.isReadable(LIMITS)) {
            return wanted;
        }
        try (Stream<String> lines = Files.lines(LIMITS)) {
            int capped = cap(wanted, lines);
            if (capped < wanted) {
                LOG.info("connections are limited to {} (of {}): raise the limit of open files", capped, wanted);
            }
            return capped;
        } catch (IOException | RuntimeException unknown) {
            LOG.debug("the limit of open files is unknown", unknown);
            return wanted;
        }
    }

    /** {@code Max open files   1024   1048576   files}: the first is what counts. */
    static int cap(int wanted, Stream<String> limits) {
        return limits.filter(line -> line.startsWith(OPEN_FILES))
                .map(line -> line.substring(OPEN_FILES.length()).strip().split("\\s+")[0])
                .filter(soft -> !soft.equals("unlimited"))
                .mapToLong(Long::parseLong)
                .map(soft -> Math.max(1, Math.min(wanted, soft * Limits.DESCRIPTORS_PERCENT / 100)))
                .mapToInt(Math::toIntExact)
                .findFirst()
                .orElse(wanted);
    }
}
