package org.torrent.tracker;

/** What a tracker wrote, for people: short, on one line, without anything a terminal obeys. */
public final class Text {
    private Text() {}

    /** The text, cut and cleaned. */
    public static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(Limits.TEXT_CHARS).forEach(c -> out.appendCodePoint(isPrintable(c) ? c : ' '));
        return out.toString().strip();
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
