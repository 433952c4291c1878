package org.torrent.ext.trackers;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of tracker exchange, PID {@code org.torrent.ext.trackers}; changes apply at once. */
@ObjectClassDefinition(
        name = "BitTorrent tracker exchange",
        description = "Trackers from and for peers (BEP 28), never of private torrents")
@interface TrackersConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(name = "Enabled", description = "Whether trackers are told to peers and taken from them")
    boolean enabled() default true;

    /** See the attribute's description. */
    @AttributeDefinition(name = "Interval", description = "Seconds between two messages to one peer, 60 to 86400")
    int interval_seconds() default 120;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Taken per address",
            description = "Trackers of one torrent that are taken from peers of one address, 0 to 32")
    int taken_per_address() default 8;
}
