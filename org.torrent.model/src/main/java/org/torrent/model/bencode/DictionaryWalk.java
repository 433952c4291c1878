package org.torrent.model.bencode;

import java.util.List;

/**
 * Walks the dictionaries of one kind for the keys that somebody looks for, and passes over all others. Of two equal
 * keys the first counts: a later one is passed over with its value. Needs no memory for keys that nobody looks for.
 * Not thread-safe.
 */
public final class DictionaryWalk {
    private static final int MAX_KEYS = 64;

    private final BencodeTokens tokens;
    private final List<String> wanted;

    /** Bit i: the i-th wanted key came already. */
    private long seen;

    private long repeated;

    /**
     * Takes the tokens it will walk.
     *
     * @param wanted ASCII keys, at most 64
     */
    public DictionaryWalk(BencodeTokens tokens, String... wanted) {
        if (wanted.length > MAX_KEYS) {
            throw new IllegalArgumentException(wanted.length + " keys, at most " + MAX_KEYS);
        }
        this.tokens = tokens;
        this.wanted = List.of(wanted);
    }

    /** Starts with the dictionary that the tokens stand on the start of. */
    public void open() {
        seen = 0;
        repeated = 0;
    }

    /**
     * Goes to the next wanted key. The caller then walks exactly its value: {@link BencodeTokens#next}, and {@link
     * BencodeTokens#skip} where that is a list or dictionary he does not want.
     *
     * @return the key; null at the dictionary's end
     */
    public String nextKey() throws BencodeException {
        while (tokens.next() != TokenKind.END) {
            int index = index();
            long bit = index < 0 ? 0 : 1L << index;
            if (bit != 0 && (seen & bit) == 0) {
                seen |= bit;
                return wanted.get(index);
            }
            repeated |= bit;
            tokens.next();
            tokens.skip();
        }
        return null;
    }

    private int index() {
        for (int i = 0; i < wanted.size(); i++) {
            if (tokens.is(wanted.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The wanted keys that came more than once so far. */
    public List<String> repeated() {
        return wanted.stream()
                .filter(key -> (repeated >> wanted.indexOf(key) & 1) != 0)
                .toList();
    }
}
