package org.torrent.model.bencode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes object trees of bencoded messages (BEP 3). A tree costs about ten times the bytes: only for small messages, see
 * {@link BencodeTokens} for the rest.
 */
public final class BencodeDecoder {
    /**
     * A value and where it ended.
     *
     * @param value the value
     * @param end index of the first byte after it
     */
    public record Prefix(BencodeValue value, int end) {}

    private BencodeDecoder() {}

    /**
     * Reads the value that the bytes start with, and ignores what follows it.
     *
     * @throws BencodeException when there is no valid value, or it exceeds a limit
     */
    public static BencodeValue decode(byte[] bytes, BencodeLimits limits) throws BencodeException {
        return decodePrefix(bytes, 0, limits).value();
    }

    /**
     * Reads the value that starts at an offset, and tells where it ended (ut_metadata has a payload there, BEP 9).
     *
     * @throws IndexOutOfBoundsException when the offset is beyond the array
     * @throws BencodeException when there is no valid value, or it exceeds a limit
     */
    public static Prefix decodePrefix(byte[] bytes, int offset, BencodeLimits limits) throws BencodeException {
        BencodeTokens tokens = BencodeTokens.at(bytes, offset, limits);
        tokens.next();
        BencodeValue value = value(tokens);
        return new Prefix(value, tokens.end());
    }

    /** The value that starts at the current token. The recursion is bounded by {@link BencodeLimits#maxDepth}. */
    private static BencodeValue value(BencodeTokens tokens) throws BencodeException {
        return switch (tokens.kind()) {
            case STRING -> BencodeString.wrap(tokens.content());
            case INTEGER -> new BencodeInteger(tokens.integer());
            case LIST -> list(tokens);
            case DICTIONARY -> dictionary(tokens);
            case END, DONE -> throw new IllegalStateException("no value starts with " + tokens.kind());
        };
    }

    private static BencodeList list(BencodeTokens tokens) throws BencodeException {
        List<BencodeValue> values = new ArrayList<>();
        while (tokens.next() != TokenKind.END) {
            values.add(value(tokens));
        }
        return new BencodeList(values);
    }

    private static BencodeDictionary dictionary(BencodeTokens tokens) throws BencodeException {
        TreeMap<String, BencodeValue> entries = new TreeMap<>();
        while (tokens.next() != TokenKind.END) {
            String key = new String(tokens.content(), StandardCharsets.ISO_8859_1);
            tokens.next();
            if (entries.containsKey(key)) {
                tokens.skip(); // of two equal keys the first counts
            } else {
                entries.put(key, value(tokens));
            }
        }
        return BencodeDictionary.wrap(entries);
    }
}
