package org.torrent.model.metainfo;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.TokenKind;

/**
 * The files of a torrent in a few bytes each: offsets and attributes in arrays, names where they are in the raw
 * {@code info} bytes. A {@link FileEntry} costs ten times the bytes it comes from, so entries are made when asked for.
 */
final class FileTable extends AbstractList<FileEntry> implements RandomAccess {
    static final int PADDING = 1;
    static final int EXECUTABLE = 2;
    static final int SYMLINK = 4;

    private final byte[] rawInfo;
    private final FileRows rows;
    private final String rawName;
    private final String name;
    private final boolean multiFile;

    /** Last components of the files that had to be renamed because their path was taken. */
    private final Map<Integer, String> renamed;

    FileTable(byte[] rawInfo, FileRows rows, String rawName, String name, boolean multi, Map<Integer, String> renamed) {
        this.rawInfo = rawInfo;
        this.rows = rows;
        this.rawName = rawName;
        this.name = name;
        this.multiFile = multi;
        this.renamed = Map.copyOf(renamed);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public FileEntry get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("file " + index + " of " + size());
        }
        int flags = rows.flags(index);
        return new FileEntry(
                index,
                withName(rawName, multiFile ? rawPath(index) : List.of()),
                withName(name, multiFile ? path(index) : List.of()),
                rows.offset(index),
                rows.length(index),
                (flags & PADDING) != 0,
                (flags & EXECUTABLE) != 0,
                (flags & SYMLINK) != 0);
    }

    private static List<String> withName(String first, List<String> rest) {
        List<String> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }

    /** The names of a file below the torrent's directory, as given, within the bounds of {@link RawPath}. */
    List<String> rawPath(int index) {
        int start = rows.pathStart(index);
        return start < 0 ? List.of(".pad", Long.toString(rows.length(index))) : readPath(rawInfo, start);
    }

    /** The names of a file below the torrent's directory, for the disk. */
    private List<String> path(int index) {
        List<String> path = SafePath.of(rawPath(index));
        String last = renamed.get(index);
        if (last != null) {
            path.set(path.size() - 1, last);
        }
        return path;
    }

    private static List<String> readPath(byte[] rawInfo, int start) {
        try {
            BencodeTokens tokens = BencodeTokens.at(rawInfo, start, BencodeLimits.METADATA);
            RawPath path = new RawPath();
            tokens.next();
            while (tokens.next() != TokenKind.END) {
                path.add(tokens);
            }
            return path.names();
        } catch (BencodeException e) {
            throw new IllegalStateException("the path was checked when the torrent was read", e);
        }
    }
}
