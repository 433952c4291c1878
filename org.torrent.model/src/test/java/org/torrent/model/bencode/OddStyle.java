package org.torrent.model.bencode;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random bencode as careless programs write it: equal keys, any order, leading zeros, bytes behind, now and then damaged. */
final class OddStyle {
    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private OddStyle(Random random) {
        this.random = random;
    }

    static byte[] of(Random random) {
        OddStyle style = new OddStyle(random);
        style.dictionary(2);
        style.out.append(random.nextInt(3) == 0 ? "\n" : "");
        if (random.nextInt(4) == 0) {
            style.out.setCharAt(random.nextInt(style.out.length()), "0d1:ei-l".charAt(random.nextInt(8)));
        }
        return style.out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void value(int depth) {
        switch (random.nextInt(depth == 0 ? 2 : 4)) {
            case 0 -> string(Integer.toString(random.nextInt(300), 36));
            case 1 -> integer();
            case 2 -> list(depth - 1);
            default -> dictionary(depth - 1);
        }
    }

    private void integer() {
        out.append('i').append(random.nextInt(3) == 0 ? "-" : "").append(zeros());
        out.append(random.nextLong() >>> random.nextInt(64));
        out.append(random.nextInt(8) == 0 ? random.nextInt(100) : "").append('e');
    }

    private void string(String text) {
        out.append(zeros()).append(text.length()).append(':').append(text);
    }

    private String zeros() {
        return "0".repeat(random.nextInt(3) == 0 ? random.nextInt(25) : 0);
    }

    private void list(int depth) {
        out.append('l');
        for (int i = random.nextInt(3); i > 0; i--) {
            value(depth);
        }
        out.append('e');
    }

    private void dictionary(int depth) {
        out.append('d');
        for (int i = random.nextInt(6); i > 0; i--) {
            string(String.valueOf("abcd".charAt(random.nextInt(4))));
            value(depth);
        }
        out.append('e');
    }
}
