package org.torrent.ipfilter;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A list as it was read once. */
final class FilterFile {
    private static final int BUFFER = 64 * 1024, MAGIC = 0x1F8B;

    private final RangeTable ranges;
    private int skipped;
    private String firstSkipped = "";

    private FilterFile(long maxBytes) {
        ranges = new RangeTable(maxBytes);
    }

    /**
     * Reads a list, also one that is compressed with gzip, whatever it is called.
     *
     * @param maxBytes of its ranges
     * @throws IOException one line that says what is wrong and what to do
     */
    static FilterFile read(Path path, long maxBytes) throws IOException {
        FilterFile file = new FilterFile(maxBytes);
        try (InputStream in = opened(path)) {
            file.lines(in, path);
        }
        if (file.ranges.size() == 0 && file.skipped > 0) {
            throw new IOException("it has no range of addresses (its first line is \"" + file.firstSkipped
                    + "\"): P2P, eMule's DAT and networks such as 192.0.2.0/24 are known, each also as .gz");
        }
        return file;
    }

    private static InputStream opened(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(Files.exists(path) ? "it is no file" : "there is no such file");
        }
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            raw.mark(2);
            int magic = raw.read() << Byte.SIZE | raw.read();
            raw.reset();
            return magic == MAGIC ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private void lines(InputStream in, Path path) throws IOException {
        byte[] line = new byte[Limits.LINE_BYTES];
        long bytes = 0;
        int length = 0;
        for (int next = in.read(); next >= 0 || length > 0; next = next < 0 ? next : in.read()) {
            if (++bytes > Limits.LIST_BYTES) {
                throw new IOException("it is longer than " + Limits.LIST_BYTES / (1024 * 1024)
                        + " MiB: split it, or name a smaller one");
            }
            if (next == '\n' || next == '\r' || next < 0) {
                take(line, length);
                length = 0;
            } else {
                if (length < line.length) {
                    line[length] = (byte) next;
                }
                length++;
            }
        }
    }

    private void take(byte[] line, int length) throws IOException {
        String text = new String(line, 0, Math.min(length, line.length), StandardCharsets.UTF_8);
        FilterLine read = length > line.length ? new FilterLine(FilterLine.Kind.UNKNOWN, null) : FilterLine.of(text);
        if (read.kind() == FilterLine.Kind.UNKNOWN) {
            skipped++;
            firstSkipped = firstSkipped.isEmpty() ? shown(text) : firstSkipped;
        } else if (read.range() != null && !ranges.add(read.range())) {
            throw new IOException("the lists have more ranges than " + Limits.TABLE_BYTES / (1024 * 1024)
                    + " MiB hold: name fewer or smaller ones");
        }
    }

    private static String shown(String text) {
        String visible = text.strip().replaceAll("\\p{C}", "\uFFFD");
        return visible.length() <= 60 ? visible : visible.substring(0, 60) + "…";
    }

    /** Its ranges. */
    RangeTable ranges() {
        return ranges;
    }

    /** Lines that are none. */
    int skipped() {
        return skipped;
    }
}
