package org.torrent.console.text;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;

/** Columns that text takes on a terminal: two for East Asian wide characters and emoji, none for combining marks. */
final class Width {
    private static final int EMOJI_START = 0x1F300;
    private static final int EMOJI_END = 0x1FAFF;

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        boolean ideograph = script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL;
        UnicodeBlock block = UnicodeBlock.of(c);
        if (block == UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS) {
            return c <= 0xFF60 || c >= 0xFFE0;
        }
        return ideograph || block == UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION || (c >= EMOJI_START && c <= EMOJI_END);
    }
}
