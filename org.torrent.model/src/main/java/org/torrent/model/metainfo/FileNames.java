package org.torrent.model.metainfo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.torrent.model.Limits;

/**
 * Maps one component of a path in a torrent to a name that is safe and legal on disk. The same name is always mapped to
 * the same name, whatever machine it is on, and a name that is fine stays as it is. No name is refused.
 *
 * <p>Dropped, because they would lead somewhere else: the empty name, {@code .} and {@code ..}, and what is nothing but
 * separators. Replaced by {@code _}, character by character: slashes, backslashes (so also absolute and UNC forms), the
 * colon of a drive letter, NUL and control characters, bytes that are not UTF-8, direction marks and line separators,
 * trailing dots and spaces. Reserved Windows names get a {@code _} in front; names longer than 255 UTF-8 bytes are
 * shortened, with a digest and their extension. The characters {@code <>:"|?*} stay, because they are common in real
 * torrents and every other client keeps them where the file system does.
 * Whole paths are {@link SafePath}'s business, names that differ in case or Unicode form only are {@link NameClashes}'.
 */
final class FileNames {
    private static final Set<String> RESERVED = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");
    private static final int MAX_EXTENSION_CHARS = 16;

    private FileNames() {}

    /** The name to use on disk; empty when the name is to be dropped. */
    static String safe(String rawName) {
        if (isDropped(rawName)) {
            return "";
        }
        String name = replaceCharacters(rawName);
        if (isReserved(name)) {
            name = "_" + name;
        }
        return utf8Length(name) <= Limits.NAME_BYTES ? name : shorten(name, "~" + digest(rawName));
    }

    private static boolean isDropped(String name) {
        return name.equals(".") || name.equals("..") || name.chars().allMatch(FileNames::isSeparator);
    }

    private static boolean isSeparator(int c) {
        return c == '/' || c == '\\';
    }

    private static boolean startsLikeDrive(CharSequence name) {
        return name.length() >= 2 && name.charAt(1) == ':' && isLetter(name.charAt(0));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static String replaceCharacters(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> out.appendCodePoint(isUnsafe(c) ? '_' : c));
        if (startsLikeDrive(out)) {
            out.setCharAt(1, '_');
        }
        for (int i = out.length() - 1; i >= 0 && (out.charAt(i) == '.' || out.charAt(i) == ' '); i--) {
            out.setCharAt(i, '_');
        }
        return out.toString();
    }

    private static boolean isUnsafe(int c) {
        return isSeparator(c)
                || Character.isISOControl(c)
                || c == 0xFFFD
                || c >= 0xD800 && c <= 0xDFFF
                || isDirectionOrLineSeparator(c);
    }

    private static boolean isDirectionOrLineSeparator(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
    }

    private static boolean isReserved(String name) {
        int dot = name.indexOf('.');
        String base = (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
        return RESERVED.contains(base) || isPort(base);
    }

    /** COM and LPT with a digit; Windows counts the superscript digits 1 to 3 as digits too. */
    private static boolean isPort(String base) {
        return base.length() == 4
                && (base.startsWith("COM") || base.startsWith("LPT"))
                && "0123456789\u00B9\u00B2\u00B3".indexOf(base.charAt(3)) >= 0;
    }

    /** A name with the suffix before its extension, shortened to fit. */
    static String withSuffix(String name, String suffix) {
        return shorten(name, suffix);
    }

    private static String shorten(String name, String suffix) {
        int dot = name.lastIndexOf('.');
        boolean hasExtension = dot > 0 && name.length() - dot <= MAX_EXTENSION_CHARS;
        String extension = hasExtension ? name.substring(dot) : "";
        String stem = hasExtension ? name.substring(0, dot) : name;
        String tail = suffix + extension;
        return cut(stem, Limits.NAME_BYTES - utf8Length(tail)) + tail;
    }

    /** The longest start of the text that has at most so many UTF-8 bytes. */
    private static String cut(String text, int maxBytes) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    /** Length in UTF-8 bytes. */
    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String digest(String rawName) {
        return shortHex(Sha1.of(rawName.getBytes(StandardCharsets.UTF_8)));
    }

    /** What stands for a text that is left out: ten hexadecimal digits of its digest. */
    static String shortHex(byte[] digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest, 5));
    }
}
