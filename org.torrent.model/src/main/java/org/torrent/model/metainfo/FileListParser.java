package org.torrent.model.metainfo;

import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.TokenKind;

/** Reads the {@code files} list of an {@code info} dictionary into rows (BEP 3, BEP 47). */
final class FileListParser {
    private static final long MISSING = -1;

    private final BencodeTokens tokens;
    private final FileRows rows;
    private long length;
    private int path;
    private int utf8Path;
    private int flags;

    private FileListParser(BencodeTokens tokens, FileRows rows) {
        this.tokens = tokens;
        this.rows = rows;
    }

    /** From the start of the list to its end. */
    static void parse(BencodeTokens tokens, FileRows rows) throws BencodeException, MetainfoException {
        FileListParser parser = new FileListParser(tokens, rows);
        while (tokens.next() != TokenKind.END) {
            if (tokens.kind() != TokenKind.DICTIONARY) {
                throw new MetainfoException("file " + rows.size() + " is not a dictionary");
            }
            parser.parseFile();
        }
    }

    private void parseFile() throws BencodeException, MetainfoException {
        length = MISSING;
        path = -1;
        utf8Path = -1;
        flags = 0;
        while (tokens.next() != TokenKind.END) {
            parseField();
        }
        boolean symlink = (flags & FileTable.SYMLINK) != 0;
        boolean padding = (flags & FileTable.PADDING) != 0;
        if (length == MISSING && symlink) {
            length = 0;
        }
        if (length < 0) {
            throw refused(length == MISSING ? "has no length" : "has a negative length");
        }
        if (symlink && length > 0) {
            throw refused("is a symbolic link with a length");
        }
        int start = utf8Path >= 0 ? utf8Path : path;
        if (start < 0 && !padding) {
            throw refused("has no path");
        }
        rows.add(start, length, flags);
    }

    private void parseField() throws BencodeException, MetainfoException {
        if (tokens.is("length")) {
            length = Fields.integer(tokens, "the length of file " + rows.size());
            if (length < 0) {
                throw refused("has a negative length");
            }
        } else if (tokens.is("path")) {
            path = parsePath();
        } else if (tokens.is("path.utf-8")) {
            utf8Path = parsePath();
        } else if (tokens.is("attr")) {
            flags = parseAttributes();
        } else {
            Fields.skipValue(tokens);
        }
    }

    private int parsePath() throws BencodeException, MetainfoException {
        if (tokens.next() != TokenKind.LIST) {
            throw refused("has a path that is not a list");
        }
        int start = tokens.start();
        int components = 0;
        while (tokens.next() != TokenKind.END) {
            Fields.checkName(tokens, "a name in the path of file " + rows.size());
            if (++components > Limits.PATH_DEPTH) {
                throw refused("lies deeper than " + Limits.PATH_DEPTH + " directories");
            }
        }
        if (components == 0) {
            throw refused("has an empty path");
        }
        return start;
    }

    private int parseAttributes() throws BencodeException {
        tokens.next();
        return Fields.attributes(tokens);
    }

    private MetainfoException refused(String problem) {
        return new MetainfoException("file " + rows.size() + " " + problem);
    }
}
