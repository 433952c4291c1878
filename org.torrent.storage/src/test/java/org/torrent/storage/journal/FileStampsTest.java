package org.torrent.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrent.spi.file.FileSystemPort.Stamp;

class FileStampsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW_MILLIS = 1_800_000_000_500L;
    private static final long NOW = NOW_MILLIS * 1_000_000;

    private final int signature = FileStamps.signature("this", 1);
    private final FileStamps stamps = new FileStamps();

    @Test
    void signature_shouldBeWholeMicrosecondsWithinASecondAndNeverNone() {
        for (int i = 0; i < 10_000; i++) {
            int made = FileStamps.signature("torrent", i);
            assertThat(made).isPositive().isLessThan((int) SECOND);
            assertThat(made % 1000).isZero();
        }
        assertThat(FileStamps.signature("torrent", 1)).isNotEqualTo(FileStamps.signature("torrent", 2));
    }

    @Test
    void isUntouched_whenThereIsNoStamp_shouldBeFalse() {
        assertThat(stamps.isUntouched(0, new Stamp(1, 1))).isFalse();
        stamps.put(0, FileStamps.UNKNOWN);
        assertThat(stamps.isUntouched(0, FileStamps.UNKNOWN)).isFalse();
    }

    @Test
    void looks_whenFilesWerePutInAnyOrder_shouldHaveEachOnceInOrder() {
        for (int file : new int[] {5, 1, 1 << 24, 3, 1}) {
            stamps.put(file, new Stamp(file, 7));
        }
        assertThat(stamps.looks()).extracting(JournalRecord.Look::file).containsExactly(1, 3, 5, 1 << 24);
        assertThat(stamps.copy().get(3)).isEqualTo(new Stamp(3, 7));
        assertThat(stamps.get(2)).isNull();
    }

    @Test
    void isUntouched_shouldCompareLengthAndTime() {
        stamps.put(3, new Stamp(10, 20));
        assertThat(stamps.isUntouched(3, new Stamp(10, 20))).isTrue();
        assertThat(stamps.isUntouched(3, new Stamp(11, 20))).isFalse();
        assertThat(stamps.isUntouched(3, new Stamp(10, 21))).isFalse();
        assertThat(stamps.isUntouched(2, new Stamp(10, 20))).isFalse();
    }

    @Test
    void isUntouched_whenItBearsOurSignatureAndIsNotOlder_shouldBeTrue() {
        stamps.signature(signature);
        stamps.put(0, new Stamp(10, FileStamps.signed(NOW_MILLIS, signature)));
        long later = FileStamps.signed(NOW_MILLIS + 5_000, signature);
        assertThat(stamps.isUntouched(0, new Stamp(99, later))).isTrue();
        assertThat(stamps.isUntouched(0, new Stamp(99, later + 1))).isFalse();
        assertThat(stamps.isUntouched(0, new Stamp(99, FileStamps.signed(NOW_MILLIS - 5_000, signature))))
                .as("an older copy was put back")
                .isFalse();
    }

    @Test
    void isUntouched_whenNothingIsSigned_shouldNotTakeWholeSecondsForASignature() {
        stamps.put(0, new Stamp(10, 5 * SECOND));
        assertThat(stamps.isUntouched(0, new Stamp(10, 6 * SECOND))).isFalse();
    }

    @Test
    void isTelling_whenTheFileIsYoungAndNotSigned_shouldBeFalse() {
        assertThat(FileStamps.isTelling(new Stamp(1, NOW), signature, NOW_MILLIS))
                .isFalse();
        assertThat(FileStamps.isTelling(new Stamp(1, NOW + 60 * SECOND), signature, NOW_MILLIS))
                .as("a clock that is wrong")
                .isFalse();
        assertThat(FileStamps.isTelling(new Stamp(1, NOW - 4 * SECOND), signature, NOW_MILLIS))
                .isTrue();
        assertThat(FileStamps.isTelling(new Stamp(1, FileStamps.signed(NOW_MILLIS, signature)), signature, NOW_MILLIS))
                .isTrue();
    }
}
