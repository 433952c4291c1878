package org.torrent.model.metainfo;

import org.torrent.model.Limits;
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
    private String pathProblem;
    private int flags;

    private FileListParser(BencodeTokens tokens, FileRows rows) {
        this.tokens = tokens;
        this.file = new DictionaryWalk(tokens, "length", "path", "path.utf-8", "attr");
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
        file.open();
        for (String key = file.nextKey(); key != null; key = file.nextKey()) {
            parseField(key);
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

    private void parseField(String key) throws BencodeException, MetainfoException {
        switch (key) {
            case "length" -> parseLength();
            case "path" -> {
                path = parsePath();
                if (path < 0) {
                    throw refused(pathProblem);
                }
            }
            case "path.utf-8" -> utf8Path = parsePath();
            default -> flags = parseAttributes();
        }
    }

    private void parseLength() throws BencodeException, MetainfoException {
        length = Fields.integer(tokens, "the length of file " + rows.size());
        if (length < 0) {
            throw refused("has a negative length");
        }
    }

    /** Where the path starts; -1 when it is unusable, the problem is kept then. */
    private int parsePath() throws BencodeException {
        pathProblem = null;
        if (tokens.next() != TokenKind.LIST) {
            tokens.skip();
            pathProblem = "has a path that is not a list";
            return -1;
        }
        int start = tokens.start();
        int components = 0;
        while (tokens.next() != TokenKind.END) {
            checkComponent(components++);
        }
        if (components == 0) {
            pathProblem = "has an empty path";
        }
        return pathProblem == null ? start : -1;
    }

    private void checkComponent(int before) throws BencodeException {
        String problem = Fields.nameProblem(tokens);
        if (problem != null) {
            pathProblem = "has a path in which a name" + problem;
        } else if (before >= Limits.PATH_DEPTH) {
            pathProblem = "lies deeper than " + Limits.PATH_DEPTH + " directories";
        }
        tokens.skip();
    }

    private int parseAttributes() throws BencodeException {
        tokens.next();
        return Fields.attributes(tokens);
    }

    private MetainfoException refused(String problem) {
        return new MetainfoException("file " + rows.size() + " " + problem);
    }
}
