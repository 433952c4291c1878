package org.torrent.launcher;

import java.nio.file.Path;
import org.torrent.options.RuntimeProperty;

/** Paths as the user means them: relative ones start where the user is, which may not be where the process is. */
final class UserPath {
    private UserPath() {}

    /**
     * The absolute path.
     *
     * @throws java.nio.file.InvalidPathException when the text is none
     */
    static Path of(String text) {
        String directory = System.getProperty(RuntimeProperty.WORKING_DIRECTORY.key(), "");
        return Path.of(directory).toAbsolutePath().resolve(text).normalize();
    }
}
