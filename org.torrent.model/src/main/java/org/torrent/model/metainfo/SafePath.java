package org.torrent.model.metainfo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.torrent.model.Limits;

/**
 * Maps the path of a file below its torrent's directory to one that is legal on disk and stays in there: each name by
 * {@link FileNames}. Of a path that is too long the first directories stay, one with a digest stands for the rest, so
 * that files of one directory stay together.
 */
final class SafePath {
    /** A file whose names were all dropped. */
    private static final String NAMELESS = "_";

    /** Room for the torrent's name, the digest and the file's name. */
    private static final int DIRECTORY_BYTES = Limits.PATH_BYTES - 3 * (Limits.NAME_BYTES + 1);

    private SafePath() {}

    /** At least one name; a list that may be changed. */
    static List<String> of(List<String> rawPath) {
        List<String> path = new ArrayList<>(rawPath.size());
        int bytes = Limits.NAME_BYTES;
        for (String rawName : rawPath) {
            String name = FileNames.safe(rawName);
            if (!name.isEmpty()) {
                path.add(name);
                bytes += 1 + FileNames.utf8Length(name);
            }
        }
        if (path.isEmpty()) {
            path.add(NAMELESS);
        }
        return bytes <= Limits.PATH_BYTES ? path : shortened(path);
    }

    private static List<String> shortened(List<String> path) {
        List<String> kept = new ArrayList<>();
        MessageDigest rest = Sha1.digest();
        int bytes = 0;
        for (String directory : path.subList(0, path.size() - 1)) {
            bytes += 1 + FileNames.utf8Length(directory);
            if (bytes <= DIRECTORY_BYTES) {
                kept.add(directory);
            } else {
                rest.update((byte) '/');
                rest.update(directory.getBytes(StandardCharsets.UTF_8));
            }
        }
        kept.add("~" + FileNames.shortHex(rest.digest()));
        kept.add(path.get(path.size() - 1));
        return kept;
    }
}
