package org.torrent.front.text;

/**
 * Which characters from outside must not be shown as they are. Names in torrents, peers' client names and trackers'
 * messages are hostile: they may hold escape sequences, line breaks and direction marks.
 */
public final class UnsafeCharacters {
    private UnsafeCharacters() {}

    /** Whether the character (a code point) may change what is around it, or is invisible. */
    public static boolean contain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
