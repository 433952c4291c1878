package org.torrent.model.magnet;

/** Base32 without padding (RFC 4648), either case; only what info hashes need. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << 5 | digit(text.charAt(i))) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[written++] = (byte) (buffer >>> bits);
            }
        }
        return bytes;
    }

    private static int digit(char c) {
        int digit = ALPHABET.indexOf(c >= 'A' && c <= 'Z' ? c + 32 : c);
        if (digit < 0) {
            throw new IllegalArgumentException("not base32");
        }
        return digit;
    }
}
