package org.torrent.model.bencode;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A second reader of bencode, as plain as can be and without any limit: what the real ones are compared with. */
final class PlainReader {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    private final String text;
    private int at;

    private PlainReader(byte[] bytes) {
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The value that the bytes start with and where it ended; null when there is none. */
    static BencodeDecoder.Prefix read(byte[] bytes) {
        PlainReader reader = new PlainReader(bytes);
        try {
            BencodeValue value = reader.value();
            return new BencodeDecoder.Prefix(value, reader.at);
        } catch (IllegalStateException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private BencodeValue value() {
        switch (text.charAt(at)) {
            case 'i' -> {
                at++;
                boolean minus = skip('-');
                BigInteger number = new BigInteger((minus ? "-" : "") + digits('e'));
                return BencodeInteger.of(number.min(MOST).max(LEAST).longValue());
            }
            case 'l' -> {
                at++;
                List<BencodeValue> values = new ArrayList<>();
                while (!skip('e')) {
                    values.add(value());
                }
                return new BencodeList(values);
            }
            case 'd' -> {
                at++;
                TreeMap<String, BencodeValue> entries = new TreeMap<>();
                while (!skip('e')) {
                    String key = string();
                    entries.putIfAbsent(key, value());
                }
                return BencodeDictionary.of(entries);
            }
            default -> {
                return BencodeString.of(string().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private String string() {
        BigInteger length = new BigInteger(digits(':'));
        int end = at + length.min(BigInteger.valueOf(text.length() + 1L)).intValue();
        String string = text.substring(at, end);
        at = end;
        return string;
    }

    private String digits(char end) {
        int from = at;
        while (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from || !skip(end)) {
            throw new IllegalStateException();
        }
        return text.substring(from, at - 1);
    }

    private boolean skip(char expected) {
        boolean there = text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }
}
