package org.torrent.front.json;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.torrent.front.text.UnsafeCharacters;

/**
 * Writes one JSON document on one line (RFC 8259). Maps become objects in their own order, collections arrays; numbers,
 * booleans and null themselves; anything else its text. {@link UnsafeCharacters} are written as {@code \\uXXXX}, so
 * a document can be shown on a terminal as it is.
 */
public final class Json {
    private Json() {}

    /** The document. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            appendNumber(out, number);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(out, map);
        } else if (value instanceof Collection<?> collection) {
            appendArray(out, collection);
        } else {
            appendString(out, value.toString());
        }
    }

    private static void appendNumber(StringBuilder out, Number number) {
        boolean infinite =
                number instanceof Double || number instanceof Float ? !Double.isFinite(number.doubleValue()) : false;
        out.append(infinite ? null : number.toString());
    }

    private static void appendObject(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            appendString(out, entry.getKey().toString());
            out.append(':');
            append(out, entry.getValue());
            out.append(entries.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static void appendArray(StringBuilder out, Collection<?> values) {
        out.append('[');
        Iterator<?> each = values.iterator();
        while (each.hasNext()) {
            append(out, each.next());
            out.append(each.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        text.codePoints().forEach(c -> appendCharacter(out, c));
        out.append('"');
    }

    private static void appendCharacter(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (UnsafeCharacters.contain(c)) {
                    appendEscaped(out, c);
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static void appendEscaped(StringBuilder out, int c) {
        for (char unit : Character.toChars(c)) {
            out.append(String.format("\\u%04x", (int) unit));
        }
    }
}
