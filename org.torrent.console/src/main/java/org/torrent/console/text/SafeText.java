package org.torrent.console.text;

import org.torrent.front.text.UnsafeCharacters;

/**
 * Makes text from outside fit for a terminal. Names in torrents, peers' client names and trackers' messages are hostile:
 * they may hold escape sequences, line breaks and direction marks. Whatever is printed goes through {@link #safe}.
 */
public final class SafeText {
    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /** One line without control, format, bidi, private-use and unpaired surrogate characters; those become U+FFFD. */
    public static String safe(String text) {
        if (text.codePoints().noneMatch(UnsafeCharacters::contain)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(UnsafeCharacters.contain(c) ? REPLACEMENT : c));
        return safe.toString();
    }

    /** {@link #safe}, cut to so many columns; an ellipsis shows that something is missing. */
    public static String safe(String text, int columns) {
        String safe = safe(text);
        if (Width.of(safe) <= columns) {
            return safe;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < safe.length(); i += Character.charCount(safe.codePointAt(i))) {
            int c = safe.codePointAt(i);
            used += Width.of(c);
            if (used > columns - 1) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append('…').toString();
    }

    /** The first line of a message from below, safe; never empty. */
    public static String oneLine(String message) {
        if (message == null || message.isBlank()) {
            return "no reason given";
        }
        return safe(message.strip().lines().findFirst().orElseThrow().strip());
    }
}
