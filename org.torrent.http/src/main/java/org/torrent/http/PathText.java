package org.torrent.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** Paths and queries of URLs as people and servers write them, made fit for a request line. */
final class PathText {
    private static final String ESCAPED = "\"<>[\\]^`{|}";

    private PathText() {}

    /** Escapes what may not stand in a request (RFC 3986); escapes that are there stay, a lone percent sign does not. */
    static String escape(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean plain = b > 0x20 && b < 0x7f && ESCAPED.indexOf(b) < 0 && (b != '%' || isEscape(bytes, i));
            if (plain) {
                out.append((char) b);
            } else {
                appendEscape(out, b);
            }
        }
        return out.toString();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return at + 2 < bytes.length && HexFormat.isHexDigit(bytes[at + 1]) && HexFormat.isHexDigit(bytes[at + 2]);
    }

    private static void appendEscape(StringBuilder out, byte b) {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }

    /** Escapes the bytes beyond ASCII of a header's text, in which each character is a byte. */
    static String escapeBytes(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                appendEscape(out, (byte) c);
            }
        }
        return out.toString();
    }

    /** Takes the segments {@code .} and {@code ..} out of a path (RFC 3986, section 5.2.4); a query behind it stays. */
    static String withoutDots(String pathAndQuery) {
        int end = pathAndQuery.length();
        for (char c : new char[] {'?', '#'}) {
            int at = pathAndQuery.indexOf(c);
            end = at < 0 ? end : Math.min(end, at);
        }
        String[] segments = pathAndQuery.substring(0, end).split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].equals("..")) {
                kept.pollLast();
            }
            if (!segments[i].equals("..") && !segments[i].equals(".")) {
                kept.add(segments[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept) + pathAndQuery.substring(end);
    }
}
