package org.torrent.session.component;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ports of a session for the next one of the same bundle, where any port is good enough: peers and trackers
 * know it by then. On the container's threads, before a session begins and after it has ended.
 */
final class EarlierPorts {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierPorts.class);

    private final Path file; // null in a container that lends bundles no place on disk

    EarlierPorts(File file) {
        this.file = file == null ? null : file.toPath();
    }

    /** By the address that was wanted; nothing when none are known. */
    Map<InetSocketAddress, Integer> load() {
        Map<InetSocketAddress, Integer> ports = new HashMap<>();
        if (file == null || !Files.exists(file)) {
            return ports;
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
            lines.forEach((wanted, port) -> ports.put(
                    Settings.address(wanted.toString()),
                    Settings.address(port.toString()).getPort()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} can't be read, a free port is taken: {}", file, e.toString());
            ports.clear();
        }
        return ports;
    }

    void save(Map<InetSocketAddress, Integer> ports) {
        if (file == null) {
            return;
        }
        Properties lines = new Properties();
        ports.forEach((wanted, port) -> {
            if (wanted.getPort() == 0) {
                lines.setProperty('[' + wanted.getAddress().getHostAddress() + "]:0", port.toString());
            }
        });
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            lines.store(writer, null);
        } catch (IOException e) {
            LOG.warn("{} can't be written; the next session takes another port", file, e);
        }
    }
}
