package org.torrent.runtime.heap;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One line for people, put together and written without making an object. Not thread-safe. */
public final class HeapLine {
    private static final int BYTE = 0x7f;
    private static final int DECIMAL = 10;

    private final byte[] bytes = new byte[HeapLimits.LINE_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    /** What does not fit is left out; what is not ASCII is a question mark. */
    HeapLine add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            add((byte) (c < ' ' || c >= BYTE ? '?' : c));
        }
        return this;
    }

    HeapLine add(long number) {
        if (number >= DECIMAL) {
            add(number / DECIMAL);
        }
        add((byte) ('0' + number % DECIMAL));
        return this;
    }

    private void add(byte one) {
        if (length < bytes.length - 1) { // the last one is for the end of the line
            bytes[length++] = one;
        }
    }

    /** Writes it with an end of line; nothing at all when it is empty. */
    void write(FileOutputStream out) throws IOException {
        bytes[length] = '\n';
        out.write(bytes, 0, length == 0 ? 0 : length + 1);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
