package org.torrent.spi.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Fetches what an http or https URL names. Thread-safe, never blocks. Every answer is bounded in time and bytes, TLS is
 * verified, redirects follow one rule ({@link Reach}), and the address that was checked is the one that is dialled.
 * When the provider goes, what is under way fails with {@link HttpException.Kind#CLOSED}.
 */
@ProviderType
public interface HttpClient {
    /**
     * Starts a GET. Whatever is wrong, with the URL too, is told by the call's stage; nothing is thrown.
     *
     * @return the exchange that was started
     */
    HttpCall get(HttpRequest request);
}
