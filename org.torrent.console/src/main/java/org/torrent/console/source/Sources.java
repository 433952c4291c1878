package org.torrent.console.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.torrent.console.CommandFailure;
import org.torrent.console.ExitStatus;
import org.torrent.console.WorkingDirectory;
import org.torrent.model.Limits;
import org.torrent.model.magnet.MagnetException;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;

/** Opens sources. */
public final class Sources {
    private final Path workingDirectory;
    private final HttpSource http;

    /** Relative paths start at the given directory. */
    public Sources(Path workingDirectory) {
        this(workingDirectory, new HttpSource(new RedirectRule()));
    }

    Sources(Path workingDirectory, HttpSource http) {
        this.workingDirectory = workingDirectory;
        this.http = http;
    }

    /**
     * Reads a source, over the network if it is a URL.
     *
     * @param atMost bound of what is fetched over the network
     * @throws CommandFailure when it can't be read or is no torrent
     */
    public Source open(String text, Duration atMost) throws CommandFailure, InterruptedException {
        if (text.isBlank()) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "an empty source: name a .torrent file, a magnet link or a URL of a .torrent file");
        }
        String start = text.substring(0, Math.min(text.length(), 8)).toLowerCase(Locale.ROOT);
        if (start.startsWith("magnet:")) {
            return magnet(text);
        }
        if (start.startsWith("http://") || start.startsWith("https://")) {
            return parse(text, http.fetch(text, atMost));
        }
        return parse(text, read(text));
    }

    private static Source magnet(String text) throws CommandFailure {
        try {
            return Source.of(MagnetLink.parse(text));
        } catch (MagnetException e) {
            throw new CommandFailure("not a usable magnet link: " + e.getMessage());
        }
    }

    private static Source parse(String name, byte[] torrent) throws CommandFailure {
        try {
            return Source.of(MetainfoParser.parse(torrent));
        } catch (MetainfoException e) {
            throw new CommandFailure(name + " is not a usable .torrent file: " + e.getMessage());
        }
    }

    private byte[] read(String text) throws CommandFailure {
        Path file = WorkingDirectory.resolve(workingDirectory, text);
        if (Files.isDirectory(file)) {
            throw new CommandFailure(text + " is a directory: name a .torrent file, a magnet link or a URL");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Limits.TORRENT_BYTES + 1);
            if (bytes.length > Limits.TORRENT_BYTES) {
                throw new CommandFailure(text + " is larger than 10 MiB: that is not a .torrent file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    "there is no file " + text + ": check the name (relative to " + workingDirectory + ")");
        } catch (IOException e) {
            throw new CommandFailure("can't read " + text + ": " + e.getMessage(), e);
        }
    }
}
