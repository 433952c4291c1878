package org.torrent.tracker.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the trackers, PID {@code org.torrent.tracker}. */
@ObjectClassDefinition(name = "BitTorrent trackers", description = "How trackers are asked for peers")
@interface TrackerConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(name = "User agent", description = "Sent to HTTP trackers with every request")
    String user_agent() default "org.torrent/0.1";

    /** See the attribute's description. */
    @AttributeDefinition(name = "Wanted peers", description = "Peers asked for in one announce")
    int wanted_peers() default 100;

    /** See the attribute's description. */
    @AttributeDefinition(name = "Time-out", description = "Time for one announce in seconds, redirects included")
    int timeout_seconds() default 20;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Good-bye",
            description = "Time in seconds for telling trackers that a torrent stopped; closing waits as long")
    int goodbye_seconds() default 3;

    /** See the attribute's description. */
    @AttributeDefinition(name = "Announces at a time", description = "Announces that run at the same time")
    int parallel() default 8;
}
