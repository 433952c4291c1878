package org.torrent.console.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrent.console.Limits;
import picocli.CommandLine.TypeConversionException;

class FileIndexesTest {
    private final FileIndexes.Converter converter = new FileIndexes.Converter();

    @Test
    void convert_whenRangesOverlap_shouldHaveEachNumberOnceInOrder() {
        assertThat(converter.convert("4-6, 0,5-7").indexes()).containsExactly(0, 4, 5, 6, 7);
    }

    @Test
    void convert_whenMoreFilesAreNamedThanTheLimit_shouldRefuseThem() {
        assertThat(converter.convert("1-" + Limits.FILES_GIVEN).indexes()).hasSize(Limits.FILES_GIVEN);
        assertThatThrownBy(() -> converter.convert("0-" + Limits.FILES_GIVEN))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("at most 100000");
    }
}
