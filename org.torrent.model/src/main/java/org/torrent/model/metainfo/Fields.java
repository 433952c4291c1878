package org.torrent.model.metainfo;

import java.nio.charset.StandardCharsets;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.TokenKind;

/** Reads the value after a dictionary key. */
final class Fields {
    private static final int MAX_ATTRIBUTES = 64;

    private Fields() {}

    static long integer(BencodeTokens tokens, String what) throws BencodeException, MetainfoException {
        if (tokens.next() != TokenKind.INTEGER) {
            throw new MetainfoException(what + " is not a number");
        }
        return tokens.integer();
    }

    /** The next value as a name, within the bounds of {@link RawPath}; null when it is no string. */
    static String name(BencodeTokens tokens) throws BencodeException {
        if (tokens.next() != TokenKind.STRING) {
            tokens.skip();
            return null;
        }
        return RawPath.name(tokens);
    }

    /** The current string as UTF-8; malformed sequences become U+FFFD. */
    static String text(BencodeTokens tokens) {
        return new String(tokens.content(), StandardCharsets.UTF_8);
    }

    /** The flags of the current value, an {@code attr} string (BEP 47); of anything else, none. */
    static int attributes(BencodeTokens tokens) throws BencodeException {
        if (tokens.kind() != TokenKind.STRING || tokens.contentLength() > MAX_ATTRIBUTES) {
            tokens.skip();
            return 0;
        }
        int flags = 0;
        for (byte attribute : tokens.content()) {
            flags |= switch (attribute) {
                case 'p' -> FileTable.PADDING;
                case 'x' -> FileTable.EXECUTABLE;
                case 'l' -> FileTable.SYMLINK;
                default -> 0;
            };
        }
        return flags;
    }
}
