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
                            + "Empty: the framework property torrent.listen, and nowhere without that.")
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
    @AttributeDefinition(name = "Connections of a torrent", description = "Connections of one torrent", min = "1")
    int max_peers() default 200;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Connections",
            description = "Connections of all torrents, with those being made; four fifths of them may be incoming",
            min = "1")
    int connections() default 500;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Connections per address",
            description = "Connections from or to one IPv4 address, or the first 64 bits of an IPv6 address, once half "
                    + "of all are taken",
            min = "1")
    int connections_per_address() default 4;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Handshakes",
            description = "Accepted connections that have sent no handshake yet; beyond, the oldest one of the address "
                    + "that has most of them closes",
            min = "1")
    int handshakes() default 256;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Handshakes per address",
            description = "The same from one address, once half of all are taken",
            min = "1")
    int handshakes_per_address() default 8;

    /** See the attribute's description. */
    @AttributeDefinition(name = "Dials", description = "Connections being dialled by all torrents", min = "1")
    int dials() default 100;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Dials per address",
            description = "The same to one address, once half of all are taken",
            min = "1")
    int dials_per_address() default 4;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Unchoke slots of the session",
            description = "Peers served at a time by all torrents; each torrent may always serve one",
            min = "1")
    int session_unchoke_slots() default 100;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Pending",
            description = "MiB received from all peers and not worked through; those with most are not read",
            min = "2")
    int pending_mebibytes() default 64;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Retained",
            description =
                    "MiB of heap kept for what peers sent: endpoints, what they have before the metadata is known,"
                            + " their last extension handshake",
            min = "1")
    int retained_mebibytes() default 64;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Fast extension",
            description = "Whether BEP 6 is offered. The framework property torrent.fast=off turns it off too.")
    boolean fast() default true;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Watch over hooks",
            description = "Whether plugins' hooks that keep a torrent loop too long are named and stopped; never while "
                    + "the process may be debugged")
    boolean hook_watch() default true;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Hook is named",
            description = "Milliseconds after which a hook that still runs is named and counted as an error",
            min = "50")
    int hook_named_ms() default 250;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Hook is interrupted",
            description = "Milliseconds after which its thread is interrupted; at least the time before",
            min = "50")
    int hook_interrupt_ms() default 1_000;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Loop is given up",
            description = "Milliseconds after which the torrents of its loop go on with another one, and the plugin is "
                    + "quarantined; at least the time before",
            min = "50")
    int hook_giveup_ms() default 2_000;
}
