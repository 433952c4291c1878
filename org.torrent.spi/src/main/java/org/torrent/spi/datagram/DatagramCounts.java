package org.torrent.spi.datagram;

/**
 * What happened on one socket since it was bound, in datagrams.
 *
 * @param sent handed to the system
 * @param refused not queued: {@link DatagramPort#send} answered false
 * @param failed the system did not take it, or told that it can't be delivered
 * @param delivered given to the user who claimed it
 * @param unclaimed received, and nobody's
 * @param tooLong received, and longer than {@link DatagramTransport#MAX_BYTES}
 * @param overRate received beyond what one second may bring
 * @param thrown given to a user whose handler threw
 */
public record DatagramCounts(
        long sent,
        long refused,
        long failed,
        long delivered,
        long unclaimed,
        long tooLong,
        long overRate,
        long thrown) {}
