package org.torrent.model.metainfo;

import java.util.Map;
import org.torrent.model.Limits;
import org.torrent.model.PieceLayout;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.DictionaryWalk;
import org.torrent.model.bencode.TokenKind;

/**
 * Reads an {@code info} dictionary (BEP 3, 27, 47). Of a hybrid torrent (BEP 52) the version 1 keys are used. First
 * every key is collected, in whatever order they come, then they are checked against each other.
 */
final class InfoParser {
    private static final long MISSING = -1;
    private static final int V2 = 2;
    private static final String[] KEYS = {
        "name", "name.utf-8", "piece length", "pieces", "length", "files", "attr", "private", "meta version"
    };

    private final byte[] rawInfo;
    private final BencodeTokens tokens;
    private final Warnings warnings;
    private final FileRows rows = new FileRows();

    private String name;
    private String utf8Name;
    private long pieceBytes = MISSING;
    private long singleLength = MISSING;
    private int singleFlags;
    private int piecesStart = -1;
    private int piecesBytes;
    private boolean multiFile;
    private boolean isPrivate;
    private long metaVersion;

    private InfoParser(byte[] rawInfo, Warnings warnings) {
        this.rawInfo = rawInfo;
        this.tokens = BencodeTokens.of(rawInfo, BencodeLimits.METADATA);
        this.warnings = warnings;
    }

    static InfoSection parse(byte[] rawInfo, Warnings warnings) throws BencodeException, MetainfoException {
        return new InfoParser(rawInfo, warnings).parse();
    }

    private InfoSection parse() throws BencodeException, MetainfoException {
        if (tokens.next() != TokenKind.DICTIONARY) {
            throw new MetainfoException("the info value is not a dictionary");
        }
        DictionaryWalk info = new DictionaryWalk(tokens, KEYS);
        for (String key = info.nextKey(); key != null; key = info.nextKey()) {
            parseField(key);
        }
        warnings.addRepeated(info.repeated());
        checkVersion();
        PieceLayout layout = layout();
        String rawName = rawName();
        String safeName = safeName(rawName);
        FileTable files = fileTable(rawName, safeName);
        boolean hybrid = metaVersion == V2;
        return new InfoSection(safeName, rawName, layout, piecesStart, files, multiFile, isPrivate, hybrid);
    }

    private void parseField(String key) throws BencodeException, MetainfoException {
        switch (key) {
            case "name" -> name = Fields.name(tokens);
            case "name.utf-8" -> utf8Name = Fields.name(tokens);
            case "piece length" -> pieceBytes = Fields.integer(tokens, "the piece length");
            case "pieces" -> parsePieces();
            case "length" -> parseLength();
            case "files" -> parseFiles();
            case "private" -> parsePrivate();
            case "attr" -> {
                tokens.next();
                singleFlags = Fields.attributes(tokens);
            }
            default -> parseVersion();
        }
    }

    private void parsePrivate() throws BencodeException {
        if (tokens.next() == TokenKind.INTEGER) {
            isPrivate = tokens.integer() != 0;
        } else {
            warnings.add("the private flag is not a number and was ignored");
            tokens.skip();
        }
    }

    private void parseVersion() throws BencodeException {
        if (tokens.next() == TokenKind.INTEGER) {
            metaVersion = tokens.integer();
        } else {
            tokens.skip();
        }
    }

    private void parsePieces() throws BencodeException, MetainfoException {
        if (tokens.next() != TokenKind.STRING) {
            throw new MetainfoException("the piece hashes are not a string");
        }
        piecesStart = tokens.contentStart();
        piecesBytes = tokens.contentLength();
    }

    private void parseLength() throws BencodeException, MetainfoException {
        singleLength = Fields.integer(tokens, "the file's length");
        if (singleLength < 0) {
            throw new MetainfoException("the file's length is negative");
        }
    }

    private void parseFiles() throws BencodeException, MetainfoException {
        if (tokens.next() != TokenKind.LIST) {
            throw new MetainfoException("the list of files is not a list");
        }
        multiFile = true;
        FileListParser.parse(tokens, rows);
        if (rows.size() == 0) {
            throw new MetainfoException("the list of files is empty");
        }
    }

    private void checkVersion() throws MetainfoException {
        if (metaVersion > V2) {
            throw new MetainfoException("the torrent is of version " + metaVersion
                    + ", which is newer than this program; ask for one of version 1");
        }
        boolean v1 = piecesStart >= 0 || singleLength != MISSING || multiFile;
        if (metaVersion == V2 && !v1) {
            throw new MetainfoException("the torrent is of version 2 only (BEP 52), which is not supported;"
                    + " ask for a hybrid one or one of version 1");
        }
    }

    private PieceLayout layout() throws MetainfoException {
        if (piecesStart < 0) {
            throw new MetainfoException("the piece hashes are missing");
        }
        if (multiFile == (singleLength != MISSING)) {
            throw new MetainfoException(
                    multiFile
                            ? "there is both a length and a list of files"
                            : "there is neither a length nor a list of files");
        }
        if (!multiFile) {
            rows.add(-1, singleLength, singleFlags & FileTable.EXECUTABLE);
        }
        rows.trim();
        if (pieceBytes < 1 || pieceBytes > Limits.PIECE_BYTES) {
            throw new MetainfoException(
                    pieceBytes == MISSING
                            ? "the piece length is missing or not positive"
                            : "the piece length is " + pieceBytes + ", not within 1-" + Limits.PIECE_BYTES);
        }
        return checkPieces(rows.totalBytes());
    }

    private PieceLayout checkPieces(long totalBytes) throws MetainfoException {
        if (piecesBytes % Sha1Pieces.HASH_BYTES != 0) {
            throw new MetainfoException(
                    "the piece hashes have " + piecesBytes + " bytes, not a multiple of " + Sha1Pieces.HASH_BYTES);
        }
        long pieces = (totalBytes + pieceBytes - 1) / pieceBytes;
        if (pieces > Limits.PIECES || piecesBytes / Sha1Pieces.HASH_BYTES > Limits.PIECES) {
            throw new MetainfoException("more than " + Limits.PIECES + " pieces");
        }
        if (pieces != piecesBytes / Sha1Pieces.HASH_BYTES) {
            throw new MetainfoException("there are " + piecesBytes / Sha1Pieces.HASH_BYTES
                    + " piece hashes, but the files have " + pieces + " pieces");
        }
        return new PieceLayout(totalBytes, (int) pieceBytes);
    }

    /** As given; without one, the torrent goes by its hash. */
    private String rawName() {
        String given = utf8Name != null ? utf8Name : name;
        return given != null ? given : "";
    }

    private String safeName(String rawName) {
        String safe = FileNames.safe(rawName);
        if (safe.isEmpty()) {
            safe = InfoDigest.id(rawInfo, false).infoHash().hex();
        }
        if (!safe.equals(rawName)) {
            warnings.add("the torrent " + Text.quote(rawName) + " is stored as " + Text.quote(safe));
        }
        return safe;
    }

    private FileTable fileTable(String rawName, String safeName) throws MetainfoException {
        FileTable files = new FileTable(rawInfo, rows, rawName, safeName, multiFile, Map.of());
        if (!multiFile) {
            return files;
        }
        Map<Integer, String> renamed = NameClashes.resolve(files, rows, warnings);
        return new FileTable(rawInfo, rows, rawName, safeName, true, renamed);
    }
}
