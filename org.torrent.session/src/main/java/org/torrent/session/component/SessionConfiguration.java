package org.torrent.session.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the session, PID {@code org.torrent.session}. */
@ObjectClassDefinition(name = "BitTorrent session", description = "Port, buffers and limits of the session")
@interface SessionConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Listen address",
            description =
                    "HOST:PORT or PORT where peers reach us, several with commas between them; port 0 for a free one; "
                            + "'none' to accept nobody. "
                            + "Empty: the framework property torrent.listen, and port 6881 without that.")
    String listen() default "";

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Transports",
            description =
                    "Which transports are used, the preferred one first: tcp, utp, a list as utp,tcp, or both for "
                            + "all there are. Empty: the framework property torrent.transport, and both without that.")
    String transports() default "";

    /** See the attribute's description. */
    @AttributeDefinition(name = "Buffer pool", description = "Bound of the pool of direct buffers, in MiB")
    int pool_mebibytes() default 96;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Torrent loops",
            description = "Threads that own torrents; 0 for one per core, at most 4")
    int loops() default 0;

    /** See the attribute's description. */
    @AttributeDefinition(name = "Unchoke slots", description = "Peers served at a time by one torrent")
    int unchoke_slots() default 20;

    /** See the attribute's description. */
    @AttributeDefinition(name = "Connections", description = "Connections of one torrent")
    int max_peers() default 200;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Fast extension",
            description = "Whether BEP 6 is offered. The framework property torrent.fast=off turns it off too.")
    boolean fast() default true;
}
