package org.torrent.itest.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;

/** Adds a line with the version of its bundle to a file in its data directory, each time it comes. */
public final class WritingPlugin implements SessionPlugin {
    private String version;

    void activate(Map<String, Object> properties) {
        version = (String) properties.get("test.version");
    }

    @Override
    public void added(SessionContext session) {
        Path file = session.dataDirectory().resolve("versions");
        try {
            Files.writeString(file, version + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
