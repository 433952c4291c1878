package org.torrent.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrent.console.Fixtures;

class TableTest {
    @Test
    void lines_whenColumnsDiffer_shouldAlignThem() {
        Table table = new Table().number("#").text("NAME").number("SIZE");
        table.row(1, "a", "10 B");
        table.row(12, "longer", "1.0 KiB");
        assertThat(table.lines()).containsExactly(" #  NAME       SIZE", " 1  a          10 B", "12  longer  1.0 KiB");
    }

    @Test
    void lines_whenNamesAreWide_shouldStillAlign() {
        Table table = new Table().text("NAME").text("X");
        table.row("日本", "1");
        table.row("abcd", "2");
        assertThat(table.lines()).containsExactly("NAME  X", "日本  1", "abcd  2");
    }

    @Test
    void row_whenCellIsHostile_shouldStayOnOneLine() {
        Table table = new Table().text("NAME");
        table.row(Fixtures.HOSTILE);
        assertThat(table.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .doesNotContain("\u001B", "\n", "\u202E"));
    }
}
