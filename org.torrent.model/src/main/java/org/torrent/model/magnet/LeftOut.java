package org.torrent.model.magnet;

import java.util.function.Consumer;
import org.torrent.model.Limits;
import org.torrent.model.UrlText;

/** Tells what of a magnet link is left out and why, in a line each, up to {@link Limits#MAGNET_WARNINGS}. */
final class LeftOut {
    private static final int SHOWN_CHARS = 60;

    private final Consumer<String> lines;
    private int count;

    LeftOut(Consumer<String> lines) {
        this.lines = lines;
    }

    /** @param why what is wrong with the value, and what becomes of it */
    void tell(String key, String value, String why) {
        count++;
        if (count <= Limits.MAGNET_WARNINGS) {
            String shown = UrlText.shown(value);
            String cut = shown.length() <= SHOWN_CHARS ? shown : shown.substring(0, SHOWN_CHARS) + "...";
            lines.accept("in the magnet link, " + key + "=" + cut + ": " + why);
        }
    }

    /** The link was read. */
    void end() {
        if (count > Limits.MAGNET_WARNINGS) {
            lines.accept("in the magnet link, " + (count - Limits.MAGNET_WARNINGS) + " more are left out");
        }
    }
}
