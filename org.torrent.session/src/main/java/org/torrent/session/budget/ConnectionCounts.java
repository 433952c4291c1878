package org.torrent.session.budget;

/**
 * How many connections there are.
 *
 * @param connections all, with those being made
 * @param incoming of them accepted
 * @param handshakes accepted and without handshake
 * @param dials being dialled, until their handshake came
 * @param refused since the start
 * @param evicted since the start: closed before their handshake to make room
 */
public record ConnectionCounts(int connections, int incoming, int handshakes, int dials, long refused, long evicted) {}
