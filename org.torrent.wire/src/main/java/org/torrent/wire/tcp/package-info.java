/**
 * The transport port over Apache MINA NIO: TCP, IPv4 and IPv6. The one place that knows MINA.
 *
 * <p>MINA keeps the selectors, the threads and the life of a session. Bytes take a shorter way than its filter chain
 * and write requests: {@link org.torrent.wire.tcp.WireProcessor} reads into one direct buffer it keeps and hands that
 * to the handler, and writes what waits in a connection's {@link org.torrent.wire.tcp.Outbox} with gathering writes.
 */
package org.torrent.wire.tcp;
