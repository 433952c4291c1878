package org.torrent.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.console.Fixtures;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B", "\u009B", "\u0007", "\r", "\n", "\t", "\u007F", "\u0000", "\u0085", "\u200B", "\u200E",
                "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\u2028", "\u2029", "\uFEFF", "\uD800", "\uDC00",
                "\uE000", "\u00AD", "\u061C"
            })
    void safe_whenCharacterIsUnsafe_shouldReplaceIt(String unsafe) {
        assertThat(SafeText.safe("a" + unsafe + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "Grüße", "日本語", "😀", "e\u0301", "a b", ""})
    void safe_whenTextIsHarmless_shouldKeepIt(String text) {
        assertThat(SafeText.safe(text)).isEqualTo(text);
    }

    @Test
    void safe_whenNameIsHostile_shouldLeaveNoControlAndNoDirection() {
        assertThat(SafeText.safe(Fixtures.HOSTILE)).isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    }

    @Test
    void safe_whenTextIsTooWide_shouldCutAtTheColumn() {
        assertThat(SafeText.safe("abcdef", 4)).isEqualTo("abc…");
        assertThat(SafeText.safe("日本語", 4)).isEqualTo("日…");
        assertThat(SafeText.safe("abcd", 4)).isEqualTo("abcd");
    }

    @Test
    void oneLine_whenMessageHasSeveral_shouldTakeTheFirst() {
        assertThat(SafeText.oneLine("  first \n second")).isEqualTo("first");
        assertThat(SafeText.oneLine(null)).isEqualTo("no reason given");
        assertThat(SafeText.oneLine(" \n")).isEqualTo("no reason given");
    }
}
