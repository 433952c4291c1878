package org.torrent.front.source;

import java.time.Duration;
import java.util.Optional;
import org.torrent.spi.http.HttpClient;

/** The way to the HTTP client, which may come, go and be replaced at any time. Thread-safe. */
@FunctionalInterface
public interface HttpAccess {
    /** The client, waited for at most so long. */
    Optional<HttpClient> await(Duration atMost) throws InterruptedException;
}
