package org.torrent.session.net;

import org.torrent.spi.transport.Transport;

/**
 * A transport that is there.
 *
 * @param transport the provider
 * @param kind what it speaks, see {@link Transport#KIND}
 * @param ranking of two the one with the higher ranking is preferred; of equals the one that came first
 */
public record TransportEntry(Transport transport, String kind, int ranking) {}
