package org.torrent.model.bencode;

import java.util.Arrays;
import org.torrent.model.Limits;

/**
 * Walks bencode token by token without building anything (BEP 3): the only reader of the grammar, so that messages and
 * .torrent files are held to the same rules. Not thread-safe; the bytes must not change meanwhile.
 *
 * <p>Refused, whatever the order of keys: leading zeros, {@code -0}, integers beyond 64 bits, lengths beyond the end,
 * keys that are not strings or occur twice, keys without a value, bytes after the value (see {@link #exactly}).
 * Whatever was walked or skipped is valid.
 */
public final class BencodeTokens {
    private final byte[] bytes;
    private final BencodeLimits limits;
    private final int limit;
    private final boolean exact;
    private final KeyLedger keys;

    /** Per open list or dictionary: the ledger's size when it was opened, or -1 for a list. */
    private int[] keysFrom = new int[8];

    private boolean[] unsorted = new boolean[8];
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

    private BencodeTokens(byte[] bytes, int from, BencodeLimits limits, boolean exact) {
        this.bytes = bytes;
        this.limits = limits;
        this.limit = (int) Math.min(bytes.length, (long) from + limits.maxBytes());
        this.exact = exact;
        this.keys = new KeyLedger(bytes);
        this.position = from;
    }

    /**
     * Walks bytes that are exactly one value.
     *
     * @throws BencodeException when there are more than the limits allow
     */
    public static BencodeTokens exactly(byte[] bytes, BencodeLimits limits) throws BencodeException {
        if (bytes.length > limits.maxBytes()) {
            throw new BencodeException(
                    limits.maxBytes(), bytes.length + " bytes, at most " + limits.maxBytes() + " are accepted");
        }
        return new BencodeTokens(bytes, 0, limits, true);
    }

    /**
     * Walks the value that starts at an offset; what follows it is not looked at.
     *
     * @throws IndexOutOfBoundsException when the offset is beyond the array
     */
    public static BencodeTokens prefix(byte[] bytes, int offset, BencodeLimits limits) {
        if (offset < 0 || offset > bytes.length) {
            throw new IndexOutOfBoundsException("offset " + offset + " of " + bytes.length);
        }
        return new BencodeTokens(bytes, offset, limits, false);
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
        key = depth > 0 && keysFrom[depth - 1] >= 0 && !valueDue;
        kind = read(bytes[position]);
        if (depth == 0) {
            finish();
        }
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
        long length = readDigits(10);
        expect(':');
        if (length > bytes.length - position) {
            throw new BencodeException(start, "a string is longer than what is left");
        }
        if (length > limit - position) {
            throw cutOff();
        }
        contentStart = position;
        position += (int) length;
        valueDue = key;
        if (key) {
            checkKey();
        }
        return TokenKind.STRING;
    }

    private void checkKey() throws BencodeException {
        keys.push(start);
        if (keys.size() - keysFrom[depth - 1] < 2) {
            return;
        }
        int order = keys.compareLastTwo();
        if (order == 0) {
            throw duplicate(start);
        }
        if (order > 0) {
            if (limits.keyOrder() == KeyOrder.SORTED) {
                throw new BencodeException(start, "the keys of a dictionary are not sorted");
            }
            unsorted[depth - 1] = true;
        }
    }

    private TokenKind readInteger() throws BencodeException {
        position++;
        boolean negative = position < limit && bytes[position] == '-';
        if (negative) {
            position++;
        }
        long magnitude = readDigits(Limits.INTEGER_DIGITS);
        if (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE)) {
            throw new BencodeException(start, "an integer does not fit 64 bits");
        }
        if (negative && magnitude == 0) {
            throw new BencodeException(start, "minus zero");
        }
        expect('e');
        integer = negative ? -magnitude : magnitude;
        valueDue = false;
        return TokenKind.INTEGER;
    }

    /** Reads a decimal number of at most 19 digits; one of 2^63 or more comes out negative. */
    private long readDigits(int maxDigits) throws BencodeException {
        int first = position;
        long value = 0;
        while (position < limit && bytes[position] >= '0' && bytes[position] <= '9') {
            if (position - first == maxDigits) {
                throw new BencodeException(start, "a number of more than " + maxDigits + " digits");
            }
            value = value * 10 + bytes[position++] - '0';
        }
        if (position == first) {
            throw position >= limit ? cutOff() : new BencodeException(position, "a digit is missing");
        }
        if (bytes[first] == '0' && position - first > 1) {
            throw new BencodeException(first, "a number with a leading zero");
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
        if (depth == keysFrom.length) {
            keysFrom = Arrays.copyOf(keysFrom, depth * 2);
            unsorted = Arrays.copyOf(unsorted, depth * 2);
        }
        keysFrom[depth] = opened == TokenKind.DICTIONARY ? keys.size() : -1;
        unsorted[depth] = false;
        depth++;
        position++;
        valueDue = false;
        return opened;
    }

    private TokenKind close() throws BencodeException {
        if (depth == 0) {
            throw new BencodeException(start, "an end without a beginning");
        }
        int from = keysFrom[depth - 1];
        if (from >= 0) {
            if (valueDue) {
                throw new BencodeException(start, "a dictionary key has no value");
            }
            int twice = unsorted[depth - 1] ? keys.findDuplicate(from) : -1;
            if (twice >= 0) {
                throw duplicate(twice);
            }
            keys.truncate(from);
        }
        depth--;
        position++;
        key = false;
        return TokenKind.END;
    }

    private void finish() throws BencodeException {
        complete = true;
        if (exact && position < bytes.length) {
            throw new BencodeException(position, bytes.length - position + " bytes after the end of the value");
        }
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

    private static BencodeException duplicate(int offset) {
        return new BencodeException(offset, "a dictionary key occurs twice");
    }
}
