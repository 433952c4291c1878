package org.torrent.options;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An announce URL: {@code http}, {@code https} or {@code udp} (for others to use; BEP 15) with a host. Read by hand:
 * {@link java.net.URI} refuses what trackers live with, such as a vertical bar, or host names with underscores.
 */
final class TrackerUrlForm {
    /** Plainest: as it is. */
    static final ValueForm FORM =
            new ValueForm("URL", "a tracker's URL, as in http://tracker.example:6969/announce", TrackerUrlForm::read);

    private static final int MAX_CHARS = 2_048;
    private static final int MAX_PORT = 65_535;
    private static final Pattern URL = Pattern.compile("(?i)(?:https?|udp)://(?:[^/?#]*@)?"
            + "(?:\\[[0-9a-f.]*:[0-9a-f:.]+]|[^\\x00-\\x20\\x7F/?#@\\[\\]:\\\\\"<>&|%]+)(?::([0-9]{1,5})?)?"
            + "(?:[/?#][^\\x00-\\x1F\\x7F]*)?");

    private TrackerUrlForm() {}

    private static Optional<String> read(String text) {
        Matcher parts = URL.matcher(text);
        boolean good = text.length() <= MAX_CHARS && parts.matches() && isPort(parts.group(1));
        return good ? Optional.of(text) : Optional.empty();
    }

    /** None means the scheme's own. */
    private static boolean isPort(String digits) {
        return digits == null || Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= MAX_PORT;
    }
}
