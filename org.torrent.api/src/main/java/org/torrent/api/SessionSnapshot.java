package org.torrent.api;

/**
 * Totals of the session. Sizes in bytes, rates in payload bytes per second.
 *
 * @param torrents number of torrents
 * @param peers number of connections
 * @param downloadRate payload in
 * @param uploadRate payload out
 * @param downloadedBytes payload received since the start
 * @param uploadedBytes payload sent since the start
 * @param lentBufferBytes pooled buffers in use
 * @param bufferCapacityBytes bound of the pool
 * @param uptimeSeconds since the session started
 */
public record SessionSnapshot(
        int torrents,
        int peers,
        long downloadRate,
        long uploadRate,
        long downloadedBytes,
        long uploadedBytes,
        long lentBufferBytes,
        long bufferCapacityBytes,
        long uptimeSeconds) {}
