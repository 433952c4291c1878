package org.torrent.spi.http;

/**
 * Which addresses an exchange may dial: it depends on who named the URL. Checked anew for each hop. Whoever named it, a
 * redirect never leads to a nearer {@link NetworkZone} than the one it came from.
 */
public enum Reach {
    /** The user did: everything. */
    AS_NAMED,

    /**
     * A .torrent or a magnet link did, as a tracker: the open network and the networks of this house. On this machine
     * only a path that starts with {@code /announce}, which is what trackers for a test have and nothing else, as in
     * libtorrent; nothing that is link-local.
     */
    AS_TRACKER,

    /** Somebody else did: nothing local. */
    OPEN_NETWORK;

    private static final String TRACKER_PATH = "/announce";

    /** Whether the first hop may be in that zone. */
    public boolean allows(NetworkZone zone, String pathAndQuery) {
        return switch (this) {
            case AS_NAMED -> true;
            case AS_TRACKER ->
                switch (zone) {
                    case THIS_MACHINE -> pathAndQuery.startsWith(TRACKER_PATH);
                    case THIS_LINK -> false;
                    case LOCAL, OPEN -> true;
                };
            case OPEN_NETWORK -> zone == NetworkZone.OPEN;
        };
    }
}
