package org.torrent.storage.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.torrent.storage.content.FileMap.Segment;

class FileMapTest {
    private final BitSet padding = new BitSet();
    private final FileMap map = new FileMap(new long[] {10, 0, 1, 0, 5, 100}, padding);

    @Test
    void segments_whenASpanCrossesFiles_shouldLeaveOutEmptyOnes() {
        assertThat(map.segments(9, 4))
                .containsExactly(new Segment(0, 9, 1, false), new Segment(2, 0, 1, false), new Segment(4, 0, 2, false));
    }

    @Test
    void segments_whenASpanStartsAtABoundary_shouldStartWithTheNextFile() {
        assertThat(map.segments(10, 1)).containsExactly(new Segment(2, 0, 1, false));
        assertThat(map.segments(16, 100)).containsExactly(new Segment(5, 0, 100, false));
    }

    @Test
    void segments_whenAFileIsPadding_shouldSaySo() {
        padding.set(4);
        assertThat(map.segments(11, 5)).containsExactly(new Segment(4, 0, 5, true));
    }
}
