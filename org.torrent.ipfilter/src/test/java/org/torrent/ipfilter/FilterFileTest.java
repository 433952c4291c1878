package org.torrent.ipfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterFileTest {
    @TempDir
    Path directory;

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("list"), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static FilterFile read(Path path) throws IOException {
        return FilterFile.read(path, Limits.TABLE_BYTES);
    }

    @Test
    void read_whateverTheLineEnds_shouldTakeEachLine() throws IOException {
        FilterFile read = read(file(bytes("192.0.2.1\r\n192.0.2.3\n\n192.0.2.5\r192.0.2.7")));
        assertThat(read.ranges().size()).isEqualTo(4);
        assertThat(read.skipped()).isZero();
    }

    @Test
    void read_whenItIsCompressed_shouldReadIt() throws IOException {
        assertThat(read(file(gzip(bytes("a:192.0.2.1-192.0.2.2\n")))).ranges().size())
                .isEqualTo(1);
    }

    @Test
    void read_whenACompressedOneIsCut_shouldSaySo() throws IOException {
        byte[] whole = gzip(bytes("a:192.0.2.1-192.0.2.2\n".repeat(100)));
        Path cut = file(java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void read_whenALineIsLong_shouldSkipOnlyThat() throws IOException {
        FilterFile read = read(file(bytes("192.0.2.1 #" + "x".repeat(5000) + "\n192.0.2.3\n")));
        assertThat(read.ranges().size()).isEqualTo(1);
        assertThat(read.skipped()).isEqualTo(1);
    }

    @Test
    void read_whenItIsNoList_shouldSayWhatItFound() throws IOException {
        Path page = file(bytes("<!DOCTYPE html>\n<p>not found"));
        assertThatThrownBy(() -> read(page)).hasMessageContainingAll("<!DOCTYPE html>", "no range of addresses");
    }

    @Test
    void read_whenItIsEmpty_shouldBlockNobody() throws IOException {
        assertThat(read(file(new byte[0])).ranges().size()).isZero();
    }

    @Test
    void read_whenThereAreTooMany_shouldNameTheLimit() throws IOException {
        Path many = file(bytes("192.0.2.1\n192.0.2.3\n192.0.2.5\n"));
        assertThatThrownBy(() -> FilterFile.read(many, 16)).hasMessageContainingAll("16 MiB", "name fewer");
    }

    @Test
    void read_whenItIsADirectory_shouldSaySo() {
        assertThatThrownBy(() -> read(directory)).hasMessage("it is no file");
        assertThatThrownBy(() -> read(directory.resolve("missing"))).hasMessage("there is no such file");
    }
}
