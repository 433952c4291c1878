package org.torrent.tracker;

import java.time.Duration;

/** What a tracker wrote, for people: short, on one line, without anything a terminal obeys. */
public final class Text {
    private Text() {}

    /** The text, cut and cleaned. */
    public static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(Limits.TEXT_CHARS).forEach(c -> out.appendCodePoint(isPrintable(c) ? c : ' '));
        return out.toString().strip();
    }

    /** A time limit, such as {@code 20 s}. */
    public static String of(Duration limit) {
        return limit.toMillis() < 1_000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
