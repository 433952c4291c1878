package org.torrent.runtime.configuration;

/** What somebody wrote into a configuration, as it can stand in one line of a log, a console or an alert. */
final class Shown {
    /** Characters of a text that are shown; what it is about is seen by then. */
    static final int CHARS = 200;

    private static final char REPLACEMENT = '\uFFFD';

    private Shown() {}

    /** Without line breaks and what else is not to be seen, and cut when it is long. */
    static String of(String text) {
        boolean cut = text.length() > CHARS;
        StringBuilder shown = new StringBuilder();
        (cut ? text.substring(0, CHARS) : text)
                .codePoints()
                .forEach(c -> shown.appendCodePoint(isVisible(c) ? c : REPLACEMENT));
        return cut ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
