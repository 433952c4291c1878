package org.torrent.session.net;

import java.util.Optional;

/**
 * What earlier dials taught about an endpoint.
 *
 * @param lastKind what carried the last connection that opened
 */
public record KnownEndpoint(Optional<String> lastKind) {
    /** Nothing is known. */
    public static final KnownEndpoint UNKNOWN = new KnownEndpoint(Optional.empty());
}
