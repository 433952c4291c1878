package org.torrent.front.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** .torrent files on this machine: whatever is nothing else. */
final class FileSource implements SourceKind {
    private final Path workingDirectory;

    FileSource(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    @Override
    public boolean accepts(String text) {
        return true;
    }

    @Override
    public Source open(String text, Duration atMost) throws SourceException {
        Path file = resolve(text);
        if (Files.isDirectory(file)) {
            throw new SourceException(text + " is a directory: name a .torrent file, a magnet link or a URL");
        }
        return Source.parse(text, read(file, text));
    }

    private Path resolve(String text) throws SourceException {
        try {
            return workingDirectory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw SourceException.wrongUsage("'" + text + "' is not a path: " + e.getReason());
        }
    }

    private byte[] read(Path file, String text) throws SourceException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(org.torrent.model.Limits.TORRENT_BYTES + 1);
            if (bytes.length > org.torrent.model.Limits.TORRENT_BYTES) {
                throw new SourceException(text + " is larger than 10 MiB: that is not a .torrent file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    "there is no file " + text + ": check the name (relative to " + workingDirectory + ")");
        } catch (IOException e) {
            throw new SourceException("can't read " + text + ": " + e.getMessage(), e);
        }
    }
}
