package org.torrent.model.metainfo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeTokens;

/**
 * Collects the names of one path as the torrent gives them, within bounds: the middle of a name that is too long is left
 * out, and directories that lie too deep become one, named by a digest.
 */
final class RawPath {
    private static final String LEFT_OUT = "\u2026";
    private static final int TAIL_BYTES = 64;
    private static final int HEAD_BYTES = Limits.RAW_NAME_BYTES - TAIL_BYTES - 3;

    /** All are kept when there are no more; one less, and the digest, when there are. */
    private static final int DIRECTORIES = Limits.PATH_DEPTH - 1;

    private final List<String> directories = new ArrayList<>();
    private MessageDigest deep;
    private int count;
    private String last;

    /** Adds the current value, a string. */
    void add(BencodeTokens tokens) {
        if (last != null) {
            addDirectory(last);
        }
        last = name(tokens);
    }

    private void addDirectory(String name) {
        count++;
        if (count <= DIRECTORIES) {
            directories.add(name);
        }
        if (count >= DIRECTORIES) {
            deep = deep == null ? Sha1.digest() : deep;
            deep.update((byte) '/');
            deep.update(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What was added; to be asked once, at the end. */
    List<String> names() {
        if (count > DIRECTORIES) {
            directories.set(DIRECTORIES - 1, "~" + FileNames.shortHex(deep.digest()));
        }
        if (last != null) {
            directories.add(last);
        }
        return directories;
    }

    /** The current string as UTF-8, malformed sequences as U+FFFD; its start and its end if it is too long. */
    static String name(BencodeTokens tokens) {
        byte[] content = tokens.content();
        if (content.length <= Limits.RAW_NAME_BYTES) {
            return new String(content, StandardCharsets.UTF_8);
        }
        return new String(content, 0, HEAD_BYTES, StandardCharsets.UTF_8)
                + LEFT_OUT
                + new String(content, content.length - TAIL_BYTES, TAIL_BYTES, StandardCharsets.UTF_8);
    }
}
