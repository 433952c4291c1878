package org.torrent.model.metainfo;

/** Names from a torrent in messages for people: short, on one line, without anything a terminal obeys. */
final class Text {
    private static final int SHOWN_CHARS = 60;

    private Text() {}

    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().limit(SHOWN_CHARS).forEach(c -> out.appendCodePoint(isPrintable(c) ? c : '?'));
        if (text.codePointCount(0, text.length()) > SHOWN_CHARS) {
            out.append("...");
        }
        return out.append('"').toString();
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
