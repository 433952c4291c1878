package org.torrent.model.bencode;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Walks bencode token by token without building anything (BEP 3): the only reader of the grammar, so that messages and
 * .torrent files are held to the same rules. Not thread-safe; the bytes must not change meanwhile.
 *
 * <p>Tolerant about style, as every client is: keys in any order and more than once (see {@link DictionaryWalk}: the
 * first counts), leading zeros, {@code -0}, and bytes behind the value, which are not looked at. An integer beyond 64
 * bits counts as the largest or smallest that fits, so that it costs only the value it stands for. Strict about
 * resources: the limits, and lengths beyond the end. Refused too is what has no meaning: keys that are not strings or
 * have no value, and what is cut off. Whatever was walked or skipped is valid.
 */
public final class BencodeTokens {
    private final byte[] bytes;
    private final BencodeLimits limits;
    private final int limit;

    /** Per open list or dictionary: whether it is a dictionary. */
    private final BitSet dictionaries = new BitSet();

    private int depth;
    private int count;
    private int position;

    /** Within a dictionary: a key was read, its value comes next. */
    private boolean valueDue;

    private boolean complete;

    private TokenKind kind = TokenKind.DONE;
    private int start;
    private int contentStart;
    private boolean key;
    private long integer;

    private BencodeTokens(byte[] bytes, int from, BencodeLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
        this.limit = (int) Math.min(bytes.length, (long) from + limits.maxBytes());
        this.position = from;
    }

    /** Walks the value that the bytes start with. */
    public static BencodeTokens of(byte[] bytes, BencodeLimits limits) {
        return new BencodeTokens(bytes, 0, limits);
    }

    /**
     * Walks the value that starts at an offset.
     *
     * @throws IndexOutOfBoundsException when the offset is beyond the array
     */
    public static BencodeTokens at(byte[] bytes, int offset, BencodeLimits limits) {
        if (offset < 0 || offset > bytes.length) {
            throw new IndexOutOfBoundsException("offset " + offset + " of " + bytes.length);
        }
        return new BencodeTokens(bytes, offset, limits);
    }

    /**
     * Goes to the next token.
     *
     * @return its kind; {@link TokenKind#DONE} once the value is complete
     */
    public TokenKind next() throws BencodeException {
        if (complete) {
            return kind = TokenKind.DONE;
        }
        if (position >= limit) {
            throw cutOff();
        }
        if (++count > limits.maxTokens()) {
            throw new BencodeException(position, "more than " + limits.maxTokens() + " values");
        }
        start = position;
        key = depth > 0 && dictionaries.get(depth - 1) && !valueDue;
        kind = read(bytes[position]);
        complete = depth == 0;
        return kind;
    }

    private TokenKind read(byte first) throws BencodeException {
        if (first >= '0' && first <= '9') {
            return readString();
        }
        if (first == 'e') {
            return close();
        }
        if (key) {
            throw new BencodeException(start, "a dictionary key is not a string");
        }
        return switch (first) {
            case 'i' -> readInteger();
            case 'l' -> open(TokenKind.LIST);
            case 'd' -> open(TokenKind.DICTIONARY);
            default -> throw new BencodeException(start, "no value starts like this");
        };
    }

    private TokenKind readString() throws BencodeException {
        long length = -readNegated();
        expect(':');
        if (length < 0 || length > bytes.length - position) {
            throw new BencodeException(start, "a string is longer than what is left");
        }
        if (length > limit - position) {
            throw cutOff();
        }
        contentStart = position;
        position += (int) length;
        valueDue = key;
        return TokenKind.STRING;
    }

    private TokenKind readInteger() throws BencodeException {
        position++;
        boolean negative = position < limit && bytes[position] == '-';
        if (negative) {
            position++;
        }
        long negated = readNegated();
        expect('e');
        integer = negative ? negated : negated == Long.MIN_VALUE ? Long.MAX_VALUE : -negated;
        valueDue = false;
        return TokenKind.INTEGER;
    }

    /** Reads digits as a negative number, which has room for one more; what does not fit comes out as the smallest. */
    private long readNegated() throws BencodeException {
        int first = position;
        long value = 0;
        while (position < limit && bytes[position] >= '0' && bytes[position] <= '9') {
            int digit = bytes[position++] - '0';
            boolean fits = value >= (Long.MIN_VALUE + digit) / 10;
            value = fits ? value * 10 - digit : Long.MIN_VALUE;
        }
        if (position == first) {
            throw position >= limit ? cutOff() : new BencodeException(position, "a digit is missing");
        }
        return value;
    }

    private void expect(char wanted) throws BencodeException {
        if (position >= limit) {
            throw cutOff();
        }
        if (bytes[position] != wanted) {
            throw new BencodeException(position, "'" + wanted + "' is missing");
        }
        position++;
    }

    private TokenKind open(TokenKind opened) throws BencodeException {
        if (depth == limits.maxDepth()) {
            throw new BencodeException(start, "lists and dictionaries nested deeper than " + limits.maxDepth());
        }
        dictionaries.set(depth, opened == TokenKind.DICTIONARY);
        depth++;
        position++;
        valueDue = false;
        return opened;
    }

    private TokenKind close() throws BencodeException {
        if (depth == 0) {
            throw new BencodeException(start, "an end without a beginning");
        }
        if (dictionaries.get(depth - 1) && valueDue) {
            throw new BencodeException(start, "a dictionary key has no value");
        }
        depth--;
        position++;
        key = false;
        return TokenKind.END;
    }

    /** From the start of a list or dictionary, goes to its end; stays on any other token. */
    public void skip() throws BencodeException {
        if (kind == TokenKind.LIST || kind == TokenKind.DICTIONARY) {
            int outside = depth - 1;
            while (depth > outside) {
                next();
            }
        }
    }

    /** The kind of the current token; {@link TokenKind#DONE} before the first. */
    public TokenKind kind() {
        return kind;
    }

    /** Index of the current token's first byte. */
    public int start() {
        return start;
    }

    /** Index of the first byte after the current token. */
    public int end() {
        return position;
    }

    /** Number of lists and dictionaries that are open, one just opened included. */
    public int depth() {
        return depth;
    }

    /** Whether the current token is a dictionary's key. */
    public boolean isKey() {
        return kind == TokenKind.STRING && key;
    }

    /** The current integer. */
    public long integer() {
        check(TokenKind.INTEGER);
        return integer;
    }

    /** Index of the current string's first byte of content; it ends at {@link #end}. */
    public int contentStart() {
        check(TokenKind.STRING);
        return contentStart;
    }

    /** Number of bytes in the current string. */
    public int contentLength() {
        return position - contentStart();
    }

    /** A copy of the current string's bytes. */
    public byte[] content() {
        return Arrays.copyOfRange(bytes, contentStart(), position);
    }

    /** Whether the current token is the given string of ASCII characters. */
    public boolean is(String ascii) {
        if (kind != TokenKind.STRING || position - contentStart != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[contentStart + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void check(TokenKind wanted) {
        if (kind != wanted) {
            throw new IllegalStateException("the current token is " + kind + ", not " + wanted);
        }
    }

    private BencodeException cutOff() {
        return limit < bytes.length
                ? new BencodeException(limit, "longer than the " + limits.maxBytes() + " bytes accepted")
                : new BencodeException(limit, "the end is missing");
    }
}
