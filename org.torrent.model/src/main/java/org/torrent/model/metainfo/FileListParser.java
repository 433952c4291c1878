package org.torrent.model.metainfo;

import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.DictionaryWalk;
import org.torrent.model.bencode.TokenKind;

/** Reads the {@code files} list of an {@code info} dictionary into rows (BEP 3, BEP 47). */
final class FileListParser {
    private static final long MISSING = -1;

    private final BencodeTokens tokens;
    private final DictionaryWalk file;
    private final FileRows rows;
    private long length;
    private int path;
    private int utf8Path;
    private int flags;
    private boolean hasTarget;

    private FileListParser(BencodeTokens tokens, FileRows rows) {
        this.tokens = tokens;
        this.file = new DictionaryWalk(tokens, "length", "path", "path.utf-8", "attr", "symlink path");
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
        hasTarget = false;
        file.open();
        for (String key = file.nextKey(); key != null; key = file.nextKey()) {
            parseField(key);
        }
        boolean padding = (flags & FileTable.PADDING) != 0;
        if ((flags & FileTable.SYMLINK) != 0) {
            readLink();
        }
        if (length < 0) {
            throw refused(length == MISSING ? "has no length" : "has a negative length");
        }
        int start = utf8Path >= 0 ? utf8Path : path;
        if (start < 0 && !padding) {
            throw refused("has no path: no list of names");
        }
        rows.add(start, length, flags);
    }

    /** A symbolic link has no bytes, whatever its length says; without a target it is a file like any other. */
    private void readLink() {
        if (hasTarget) {
            length = 0;
        } else {
            flags &= ~FileTable.SYMLINK;
        }
    }

    private void parseField(String key) throws BencodeException, MetainfoException {
        switch (key) {
            case "length" -> parseLength();
            case "path" -> path = parsePath();
            case "path.utf-8" -> utf8Path = parsePath();
            case "symlink path" -> hasTarget = parsePath() >= 0;
            default -> flags = parseAttributes();
        }
    }

    private void parseLength() throws BencodeException, MetainfoException {
        length = Fields.integer(tokens, "the length of file " + rows.size());
        if (length < 0) {
            throw refused("has a negative length");
        }
    }

    /** Where a list of strings starts; -1 when it is none or has none, which matters only if there is no other path. */
    private int parsePath() throws BencodeException {
        if (tokens.next() != TokenKind.LIST) {
            tokens.skip();
            return -1;
        }
        int start = tokens.start();
        boolean usable = false;
        boolean strings = true;
        while (tokens.next() != TokenKind.END) {
            usable = true;
            strings &= tokens.kind() == TokenKind.STRING;
            tokens.skip();
        }
        return usable && strings ? start : -1;
    }

    private int parseAttributes() throws BencodeException {
        tokens.next();
        return Fields.attributes(tokens);
    }

    private MetainfoException refused(String problem) {
        return new MetainfoException("file " + rows.size() + " " + problem);
    }
}
