package org.torrent.front;

import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoWriter;

/** Values for tests. */
public final class Samples {
    public static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    public static final String MAGNET = "magnet:?xt=urn:btih:" + HASH;

    /** A name that would clear the screen, start a new line and turn the text's direction round. */
    public static final String HOSTILE = "a\u001B[2Jb\nc\u202Ed\u0007e\u009Bf";

    private Samples() {}

    /** A .torrent of one file of a kilobyte. */
    public static byte[] torrent(String name) {
        try {
            return MetainfoWriter.singleFile(name, 1000)
                    .pieces(16 * 1024, new byte[20])
                    .write();
        } catch (MetainfoException e) {
            throw new AssertionError(e);
        }
    }
}
