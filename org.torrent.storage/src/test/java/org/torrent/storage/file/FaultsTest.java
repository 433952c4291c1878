package org.torrent.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrent.spi.storage.StorageException;

/** What the system says, for people, and whether waiting helps. */
class FaultsTest {
    private static final Path FILE = Path.of("/d/file");

    @ParameterizedTest
    @CsvSource({
        "No space left on device, true, free some space",
        "There is not enough space on the disk, true, free some space",
        "Disk quota exceeded, true, free some space or raise the quota",
        "Input/output error, true, check the disk and its connection",
        "Stale file handle, true, check the disk and its connection",
        "Too many open files, true, raise the limit",
        "Read-only file system, false, make it writable",
        "File too large, false, choose a directory on a file system",
        "Operation not permitted, false, make it accessible",
        "Something else, false, check the disk"
    })
    void of_whenTheSystemSaysSo_shouldTellWhatHelps(String said, boolean passes, String remedy) {
        StorageException error = Faults.of("write", FILE, new IOException(said));

        assertThat(error).hasMessageStartingWith("cannot write " + FILE + ": " + said + "; " + remedy);
        assertThat(error.recoverable()).isEqualTo(passes);
    }

    @Test
    void of_whenThereIsAnExceptionForIt_shouldGoByThat() {
        assertThat(Faults.of("read", FILE, new NoSuchFileException(FILE.toString())))
                .hasMessageContaining("put it back");
        assertThat(Faults.of("read", FILE, new AccessDeniedException(FILE.toString())))
                .hasMessageContaining("make it accessible");
    }

    @Test
    void whereItWorked_whenTheFileSystemIsReadOnlyNow_shouldBeWorthWaiting() {
        StorageException readOnly = Faults.of("write", FILE, new IOException("Read-only file system"));
        StorageException other = Faults.of("write", FILE, new IOException("File too large"));

        assertThat(Faults.whereItWorked(readOnly).recoverable()).isTrue();
        assertThat(Faults.whereItWorked(readOnly)).hasMessage(readOnly.getMessage());
        assertThat(Faults.whereItWorked(other)).isSameAs(other);
    }
}
