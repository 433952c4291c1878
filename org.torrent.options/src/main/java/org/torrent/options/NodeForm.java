package org.torrent.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code HOST:PORT} of a node of the DHT, with an IPv6 host in brackets. */
final class NodeForm {
    static final ValueForm FORM = new ValueForm(
            "HOST:PORT", "HOST:PORT, as in router.example:6881, 10.0.0.1:6881 or [::1]:6881", NodeForm::read);

    /** The same, several with commas between them; or {@code none}. */
    static final ValueForm SEVERAL = new ValueForm(
            "HOST:PORT,...", "HOST:PORT, several with commas between them, or none", NodeForm::readSeveral);

    private static final String NONE = "none";

    /** Whom everybody begins at. */
    private static final List<String> WELL_KNOWN = List.of(
            "dht.libtorrent.org:25401",
            "router.bittorrent.com:6881",
            "dht.transmissionbt.com:6881",
            "router.utorrent.com:6881");

    private static final int MAX_PORT = 65_535;

    private NodeForm() {}

    /** Commands that have no torrents begin nowhere. */
    static String byDefault(State state) {
        return state == State.NONE ? NONE : String.join(",", WELL_KNOWN);
    }

    private static Optional<String> readSeveral(String text) {
        List<Optional<String>> nodes = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(NodeForm::read)
                .toList();
        if (NONE.equals(text) || nodes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.of(text).filter(NONE::equals);
        }
        return Optional.of(nodes.stream().map(Optional::orElseThrow).collect(Collectors.joining(",")));
    }

    private static Optional<String> read(String text) {
        int colon = text.lastIndexOf(':');
        boolean isNode = colon > 0 && isHost(text.substring(0, colon)) && isPort(text.substring(colon + 1));
        return isNode ? Optional.of(text) : Optional.empty();
    }

    private static boolean isHost(String host) {
        return host.matches("\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+]|[^\\x00-\\x20\\x7F:,/?#@\\[\\]\\\\\"<>&]+");
    }

    private static boolean isPort(String digits) {
        return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= MAX_PORT;
    }
}
