package org.torrent.model.metainfo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.torrent.model.HostPort;
import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.DictionaryWalk;
import org.torrent.model.bencode.TokenKind;

/**
 * Reads what surrounds the {@code info} dictionary of a .torrent file. All of it is optional: a value of the wrong kind
 * or beyond a limit is left out with a warning.
 */
final class OuterParser {
    /** The last second of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final String[] KEYS = {
        "info", "announce", "announce-list", "url-list", "comment", "created by", "creation date", "nodes"
    };

    private final BencodeTokens tokens;
    private final Warnings warnings;
    private final UrlTiers trackers;
    private final UrlTiers webSeeds;
    private final List<HostPort> nodes = new ArrayList<>();
    private String announce;
    private String comment;
    private String createdBy;
    private Instant creationDate;
    private int infoStart = -1;
    private int infoEnd;

    private OuterParser(BencodeTokens tokens, Warnings warnings) {
        this.tokens = tokens;
        this.warnings = warnings;
        this.trackers = new UrlTiers("tracker", Limits.TRACKERS, warnings);
        this.webSeeds = new UrlTiers("web seed", Limits.WEB_SEEDS, warnings);
    }

    /** Walks the whole dictionary, so that all of it is known to be valid bencode; bytes behind it don't matter. */
    static OuterParser parse(byte[] torrentFile, Warnings warnings) throws BencodeException, MetainfoException {
        BencodeTokens tokens = BencodeTokens.of(torrentFile, BencodeLimits.TORRENT);
        OuterParser parser = new OuterParser(tokens, warnings);
        if (tokens.next() != TokenKind.DICTIONARY) {
            throw new MetainfoException("not a .torrent file: it is not a dictionary");
        }
        DictionaryWalk file = new DictionaryWalk(tokens, KEYS);
        for (String key = file.nextKey(); key != null; key = file.nextKey()) {
            parser.parseField(key);
        }
        warnings.addRepeated(file.repeated());
        warnOfRest(torrentFile, tokens.end(), warnings);
        if (parser.infoStart < 0) {
            throw new MetainfoException("not a .torrent file: the info dictionary is missing");
        }
        return parser;
    }

    /** A line break at the end is usual; anything else may be a second file or a transfer gone wrong. */
    private static void warnOfRest(byte[] torrentFile, int end, Warnings warnings) {
        for (int i = end; i < torrentFile.length; i++) {
            if (torrentFile[i] < 0 || torrentFile[i] > ' ') {
                warnings.add((torrentFile.length - end) + " bytes behind the end of the torrent were ignored");
                return;
            }
        }
    }

    int infoStart() {
        return infoStart;
    }

    int infoEnd() {
        return infoEnd;
    }

    /** The trackers of {@code announce} count only when {@code announce-list} has none (BEP 12). */
    OuterSection section() {
        if (trackers.isEmpty() && announce != null) {
            trackers.addTier(List.of(announce));
        }
        return new OuterSection(
                trackers.tiers(),
                webSeeds.tiers().stream().flatMap(List::stream).toList(),
                nodes,
                Optional.ofNullable(comment),
                Optional.ofNullable(createdBy),
                Optional.ofNullable(creationDate));
    }

    private void parseField(String key) throws BencodeException {
        switch (key) {
            case "info" -> parseInfo();
            case "announce" -> announce = text("the announce URL");
            case "announce-list" -> parseTiers();
            case "url-list" -> {
                tokens.next();
                webSeeds.addTier(urls(webSeeds));
            }
            case "comment" -> comment = text("the comment");
            case "created by" -> createdBy = text("the name of the program that made it");
            case "nodes" -> parseNodes();
            default -> creationDate = date();
        }
    }

    private void parseInfo() throws BencodeException {
        tokens.next();
        infoStart = tokens.start();
        tokens.skip();
        infoEnd = tokens.end();
    }

    private void parseTiers() throws BencodeException {
        if (tokens.next() != TokenKind.LIST) {
            ignore("the list of trackers");
            return;
        }
        while (tokens.next() != TokenKind.END) {
            trackers.addTier(urls(trackers));
        }
    }

    /** Nodes of the DHT, a host and a port each (BEP 5). */
    private void parseNodes() throws BencodeException {
        if (tokens.next() != TokenKind.LIST) {
            ignore("the list of DHT nodes");
            return;
        }
        while (tokens.next() != TokenKind.END) {
            parseNode();
        }
    }

    private void parseNode() throws BencodeException {
        String host = null;
        long port = 0;
        if (tokens.kind() != TokenKind.LIST) {
            ignore("a DHT node");
            return;
        }
        for (int i = 0; tokens.next() != TokenKind.END; i++) {
            if (i == 0 && tokens.kind() == TokenKind.STRING && tokens.contentLength() <= Limits.NODE_HOST_BYTES) {
                host = Fields.text(tokens);
            } else if (i == 1 && tokens.kind() == TokenKind.INTEGER) {
                port = tokens.integer();
            } else {
                tokens.skip();
            }
        }
        addNode(host, port);
    }

    private void addNode(String host, long port) {
        if (nodes.size() >= Limits.NODES) {
            warnings.add("more than " + Limits.NODES + " DHT nodes: the rest was left out");
            return;
        }
        try {
            nodes.add(new HostPort(host == null ? "" : host, (int) Math.max(0, Math.min(port, Integer.MAX_VALUE))));
        } catch (IllegalArgumentException e) {
            warnings.add("a DHT node was left out: " + e.getMessage());
        }
    }

    /** The current value: a URL or a list of URLs; people write both. */
    private List<String> urls(UrlTiers into) throws BencodeException {
        List<String> urls = new ArrayList<>();
        if (tokens.kind() == TokenKind.STRING) {
            addUrl(urls, into);
        } else if (tokens.kind() == TokenKind.LIST) {
            while (tokens.next() != TokenKind.END) {
                addUrl(urls, into);
            }
        } else {
            ignore("a URL");
        }
        return urls;
    }

    private void addUrl(List<String> urls, UrlTiers into) throws BencodeException {
        if (tokens.kind() != TokenKind.STRING) {
            ignore("a URL");
        } else if (tokens.contentLength() > Limits.URL_BYTES) {
            warnings.add("a URL of " + tokens.contentLength() + " bytes was left out");
        } else if (into.hasRoom(urls.size())) {
            urls.add(Fields.text(tokens));
        }
    }

    private String text(String what) throws BencodeException {
        if (tokens.next() != TokenKind.STRING) {
            ignore(what);
            return null;
        }
        if (tokens.contentLength() > Limits.TEXT_BYTES) {
            warnings.add(what + " has " + tokens.contentLength() + " bytes and was left out");
            return null;
        }
        return tokens.contentLength() == 0 ? null : Fields.text(tokens);
    }

    private Instant date() throws BencodeException {
        if (tokens.next() != TokenKind.INTEGER || tokens.integer() < 0 || tokens.integer() > LAST_SECOND) {
            ignore("the creation date");
            return null;
        }
        return Instant.ofEpochSecond(tokens.integer());
    }

    private void ignore(String what) throws BencodeException {
        tokens.skip();
        warnings.add(what + " is not what it should be and was left out");
    }
}
