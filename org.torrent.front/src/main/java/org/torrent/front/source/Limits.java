package org.torrent.front.source;

import java.time.Duration;

/** Every named maximum of this package. */
final class Limits {
    /** How long connecting to a web server may take. */
    static final Duration HTTP_CONNECT = Duration.ofSeconds(10);

    /** Redirects followed on the way to a .torrent file. */
    static final int HTTP_REDIRECTS = 5;

    private Limits() {}
}
