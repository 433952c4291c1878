package org.torrent.model.magnet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.torrent.model.HostPort;
import org.torrent.model.InfoHash;
import org.torrent.model.Limits;

/** Reads a magnet link parameter by parameter; parameters it does not know are left out. */
final class MagnetParser {
    private static final String V1_TOPIC = "urn:btih:";
    private static final String V2_TOPIC = "urn:btmh:";
    private static final String REMEDY = ": copy the whole link again";

    private InfoHash infoHash;
    private boolean v2;
    private String name = "";
    private final List<String> trackers = new ArrayList<>();
    private final List<HostPort> peers = new ArrayList<>();
    private final List<String> webSeeds = new ArrayList<>();
    private List<FileRange> files = List.of();

    private MagnetParser() {}

    static MagnetLink parse(String text) throws MagnetException {
        if (text.length() > Limits.MAGNET_CHARS) {
            throw new MagnetException("the magnet link is longer than " + Limits.MAGNET_CHARS + " characters");
        }
        String link = text.strip();
        if (!MagnetLink.isMagnet(link)) {
            throw new MagnetException("not a magnet link: it does not start with magnet:?");
        }
        String[] parameters = link.substring("magnet:?".length()).split("&", Limits.MAGNET_PARAMETERS + 1);
        if (parameters.length > Limits.MAGNET_PARAMETERS) {
            throw new MagnetException("the magnet link has more than " + Limits.MAGNET_PARAMETERS + " parameters");
        }
        MagnetParser parser = new MagnetParser();
        for (String parameter : parameters) {
            parser.readParameter(parameter);
        }
        return parser.link();
    }

    private MagnetLink link() throws MagnetException {
        if (infoHash == null) {
            throw new MagnetException(
                    v2
                            ? "the magnet link is for a version 2 torrent only (urn:btmh), which is not supported;"
                                    + " ask for a link with urn:btih"
                            : "the magnet link has no info hash (xt=urn:btih:...)" + REMEDY);
        }
        return new MagnetLink(infoHash, Optional.of(name), trackers, peers, webSeeds, files);
    }

    private void readParameter(String parameter) throws MagnetException {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return;
        }
        String value = parameter.substring(equals + 1);
        switch (key(parameter.substring(0, equals))) {
            case "xt" -> readTopic(PercentCoding.decode(value));
            case "dn" -> name = PercentCoding.decode(value.replace('+', ' '));
            case "tr" -> addUrl(PercentCoding.decode(value), trackers, Limits.TRACKERS);
            case "ws" -> addUrl(PercentCoding.decode(value), webSeeds, Limits.WEB_SEEDS);
            case "x.pe" -> addPeer(PercentCoding.decode(value));
            case "so" -> files = FileRanges.parse(PercentCoding.decode(value));
            default -> {
                // Other programs' hints.
            }
        }
    }

    /** Without a number ({@code tr.1}) and without the rest of an HTML entity ({@code &amp;tr}). */
    private static String key(String raw) {
        String key = raw.toLowerCase(Locale.ROOT);
        if (key.startsWith("amp;")) {
            key = key.substring("amp;".length());
        }
        int dot = key.lastIndexOf('.');
        boolean numbered = dot > 0
                && dot < key.length() - 1
                && key.substring(dot + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return numbered ? key.substring(0, dot) : key;
    }

    private void readTopic(String topic) throws MagnetException {
        if (topic.regionMatches(true, 0, V2_TOPIC, 0, V2_TOPIC.length())) {
            v2 = true;
        } else if (topic.regionMatches(true, 0, V1_TOPIC, 0, V1_TOPIC.length())) {
            InfoHash hash = readHash(topic.substring(V1_TOPIC.length()));
            if (infoHash != null && !infoHash.equals(hash)) {
                throw new MagnetException("the magnet link names two torrents: add them one by one");
            }
            infoHash = hash;
        }
    }

    private static InfoHash readHash(String text) throws MagnetException {
        try {
            if (text.length() == 32) {
                return InfoHash.of(Base32.decode(text));
            }
            return InfoHash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MagnetException("the info hash of the magnet link is neither 40 hexadecimal digits nor 32 base32"
                    + " characters" + REMEDY);
        }
    }

    private static void addUrl(String url, List<String> urls, int max) {
        String stripped = url.strip();
        boolean usable = !stripped.isEmpty()
                && stripped.getBytes(StandardCharsets.UTF_8).length <= Limits.URL_BYTES
                && stripped.chars().allMatch(c -> c > 0x20 && c != 0x7f);
        if (usable && urls.size() < max && !urls.contains(stripped)) {
            urls.add(stripped);
        }
    }

    private void addPeer(String address) throws MagnetException {
        try {
            HostPort peer = HostPort.parse(address);
            if (peers.size() < Limits.MAGNET_PEERS && !peers.contains(peer)) {
                peers.add(peer);
            }
        } catch (IllegalArgumentException e) {
            throw new MagnetException("a peer address (x.pe) of the magnet link is wrong: " + e.getMessage());
        }
    }
}
