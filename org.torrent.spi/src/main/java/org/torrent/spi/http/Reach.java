package org.torrent.spi.http;

/** Which addresses an exchange may dial. What is local says {@link LocalNetwork}. Checked anew for each hop. */
public enum Reach {
    /**
     * For a URL that the user gave: it may be local, and lead to other local ones. Once a hop was in the open network
     * no later one may be local.
     */
    AS_NAMED,

    /** For a URL that others gave: nothing local. */
    OPEN_NETWORK
}
