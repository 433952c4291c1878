/**
 * The datagram port over plain {@link java.nio.channels.DatagramChannel}s: one socket per address, one thread for all of
 * them. Not on MINA: {@code docs/decisions/0018} says why.
 */
package org.torrent.wire.udp;
