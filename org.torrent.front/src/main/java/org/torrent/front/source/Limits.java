package org.torrent.front.source;

import java.time.Duration;

/** Every named maximum of this package. */
final class Limits {
    /** How long a URL waits for the HTTP client, which may be about to start. */
    static final Duration HTTP_APPEARS = Duration.ofSeconds(5);

    /** Bound of what is fetched over the network for one source, however much time its user has. */
    static final Duration NETWORK_AT_MOST = Duration.ofSeconds(60);

    private Limits() {}
}
