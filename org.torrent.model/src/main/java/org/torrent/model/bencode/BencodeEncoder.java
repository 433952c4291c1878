package org.torrent.model.bencode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes values as canonical bencode (BEP 3): dictionary keys sorted, no leading zeros. */
public final class BencodeEncoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private BencodeEncoder() {}

    /** The value's bytes. The value must not be nested so deeply that it could not be read back. */
    public static byte[] encode(BencodeValue value) {
        BencodeEncoder encoder = new BencodeEncoder();
        encoder.write(value);
        return encoder.out.toByteArray();
    }

    private void write(BencodeValue value) {
        // BencodeValue is sealed; the compiler does not know this of instanceof chains (Java 17).
        if (value instanceof BencodeString string) {
            writeString(string.raw());
        } else if (value instanceof BencodeInteger integer) {
            writeAscii("i" + integer.value() + "e");
        } else if (value instanceof BencodeList list) {
            out.write('l');
            list.values().forEach(this::write);
            out.write('e');
        } else if (value instanceof BencodeDictionary dictionary) {
            out.write('d');
            dictionary.entries().entrySet().forEach(this::writeEntry);
            out.write('e');
        }
    }

    private void writeEntry(Map.Entry<String, BencodeValue> entry) {
        writeString(entry.getKey().getBytes(StandardCharsets.ISO_8859_1));
        write(entry.getValue());
    }

    private void writeString(byte[] content) {
        writeAscii(content.length + ":");
        out.writeBytes(content);
    }

    private void writeAscii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
