package org.torrent.ext.pex;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of peer exchange, PID {@code org.torrent.ext.pex}. */
@ObjectClassDefinition(name = "BitTorrent peer exchange", description = "How peers tell each other of peers (BEP 11)")
@interface PexConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Enabled",
            description = "Whether peers are exchanged; the framework property torrent.pex=off turns it off too")
    boolean enabled() default true;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Interval",
            description = "Time between two messages to one peer in seconds; BEP 11 permits no less than 60",
            min = "60",
            max = "86400")
    int interval_seconds() default 60;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Peers in a message",
            description = "Peers of each address family that a message says were added, and as many dropped",
            min = "1",
            max = "50")
    int sent_peers() default 50;
}
