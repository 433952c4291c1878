package org.torrent.wire;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration of TCP and UDP. The defaults are {@link org.torrent.wire.tcp.Settings#DEFAULTS} and {@link
 * org.torrent.wire.udp.UdpSettings#DEFAULTS}.
 */
@ObjectClassDefinition(name = "BitTorrent transport", description = "Sockets that carry the peer protocol")
public @interface WireConfig {
    /** I/O threads; 0 means one per core, at least 2. Takes effect when the transport starts. */
    @AttributeDefinition(min = "0", max = "64", description = "I/O threads; 0: one per core, at least 2. At next start")
    int processors() default 0;

    /** SO_SNDBUF and SO_RCVBUF in bytes; 0 leaves them to the operating system. Applies to new listeners and dials. */
    @AttributeDefinition(min = "0", description = "send and receive buffer of a socket in bytes; 0: the system's")
    int socket_buffer_bytes() default 1 << 20;

    /** Size in bytes of the one read buffer of each I/O thread. Takes effect when the transport starts. */
    @AttributeDefinition(min = "16384", description = "read buffer of an I/O thread in bytes. At next start")
    int read_buffer_bytes() default 256 << 10;

    /** Connections at most, dialled, dialling and accepted together. Applies at once to new ones. */
    @AttributeDefinition(min = "1", description = "connections at most, with those being dialled")
    int max_connections() default 4_000;

    /** Bytes that may wait to be sent on one UDP socket; beyond, datagrams are refused. Applies at once. */
    @AttributeDefinition(min = "1024", description = "bytes waiting on one UDP socket at most")
    int datagram_queue_bytes() default 1 << 20;

    /** Datagrams that one UDP socket receives in a second; more are dropped. Applies at once. */
    @AttributeDefinition(min = "1", description = "datagrams received by one UDP socket in a second at most")
    int datagrams_per_second() default 100_000;
}
