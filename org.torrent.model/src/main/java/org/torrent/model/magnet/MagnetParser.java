package org.torrent.model.magnet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.torrent.model.HostPort;
import org.torrent.model.Limits;
import org.torrent.model.TorrentId;

/**
 * Reads a magnet link parameter by parameter. Only {@code xt} must be right: all others are hints, and a hint that is
 * unusable is left out and told; one that it does not know is another program's.
 */
final class MagnetParser {
    private static final String SCHEME = "magnet:?";

    private final Topics topics = new Topics();
    private TorrentId id;
    private String name = "";
    private final List<String> trackers = new ArrayList<>();
    private final List<HostPort> peers = new ArrayList<>();
    private final List<String> webSeeds = new ArrayList<>();
    private final LeftOut leftOut;
    private List<FileRange> files = List.of();

    private MagnetParser(LeftOut leftOut) {
        this.leftOut = leftOut;
    }

    static MagnetParser read(String text, LeftOut leftOut) throws MagnetException {
        if (text.length() > Limits.MAGNET_CHARS) {
            throw new MagnetException("the magnet link is longer than " + Limits.MAGNET_CHARS + " characters");
        }
        String link = text.strip();
        if (!isMagnet(link)) {
            throw new MagnetException("not a magnet link: it does not start with magnet:?");
        }
        String[] parameters = link.substring(SCHEME.length()).split("&", Limits.MAGNET_PARAMETERS + 1);
        if (parameters.length > Limits.MAGNET_PARAMETERS) {
            throw new MagnetException("the magnet link has more than " + Limits.MAGNET_PARAMETERS + " parameters");
        }
        MagnetParser parser = new MagnetParser(leftOut);
        for (String parameter : parameters) {
            parser.readParameter(parameter);
        }
        parser.id = parser.topics.id();
        leftOut.end();
        return parser;
    }

    static boolean isMagnet(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    TorrentId id() {
        return id;
    }

    String name() {
        return name;
    }

    List<String> trackers() {
        return trackers;
    }

    List<HostPort> peers() {
        return peers;
    }

    List<String> webSeeds() {
        return webSeeds;
    }

    List<FileRange> files() {
        return files;
    }

    private void readParameter(String parameter) throws MagnetException {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return;
        }
        String value = parameter.substring(equals + 1);
        switch (key(parameter.substring(0, equals))) {
            case "xt" -> topics.read(PercentCoding.decode(value));
            case "dn" -> name = PercentCoding.decode(value.replace('+', ' '));
            case "tr" -> addUrl("tr", PercentCoding.decode(value), trackers, Limits.TRACKERS);
            case "ws" -> addUrl("ws", PercentCoding.decode(value), webSeeds, Limits.WEB_SEEDS);
            case "x.pe" -> addPeer(PercentCoding.decode(value));
            case "so" -> files = FileRanges.parse(PercentCoding.decode(value), leftOut);
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

    private void addUrl(String key, String url, List<String> urls, int max) {
        String stripped = url.strip();
        boolean usable = stripped.getBytes(StandardCharsets.UTF_8).length <= Limits.URL_BYTES
                && stripped.chars().allMatch(c -> c >= 0x20 && c != 0x7f);
        if (!usable) {
            leftOut.tell(key, stripped, "it is no URL, and is left out");
        } else if (!stripped.isEmpty() && !urls.contains(stripped)) { // empty ones are many programs' style
            if (urls.size() < max) {
                urls.add(stripped);
            } else {
                leftOut.tell(key, stripped, "it is left out, there are " + max + " before it");
            }
        }
    }

    private void addPeer(String address) {
        try {
            HostPort peer = HostPort.parse(address.strip());
            if (peers.contains(peer)) {
                return;
            }
            if (peers.size() < Limits.MAGNET_PEERS) {
                peers.add(peer);
            } else {
                leftOut.tell("x.pe", address, "it is left out, there are " + Limits.MAGNET_PEERS + " before it");
            }
        } catch (IllegalArgumentException e) {
            leftOut.tell("x.pe", address, e.getMessage() + "; this peer is left out");
        }
    }
}
