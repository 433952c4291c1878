package org.torrent.http.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the HTTP client, PID {@code org.torrent.http}. */
@ObjectClassDefinition(name = "BitTorrent HTTP client", description = "How trackers and web servers are asked")
@interface HttpConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(name = "User agent", description = "Sent with requests that name none of their own")
    String user_agent() default "org.torrent/0.1";

    /** See the attribute's description. */
    @AttributeDefinition(name = "Threads", description = "Requests that run at the same time")
    int threads() default 32;
}
