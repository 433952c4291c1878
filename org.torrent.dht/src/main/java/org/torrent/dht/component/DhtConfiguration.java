package org.torrent.dht.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the DHT, PID {@code org.torrent.dht}. */
@ObjectClassDefinition(name = "BitTorrent DHT", description = "The node of the distributed hash table (BEP 5)")
@interface DhtConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Enabled",
            description = "Whether there is a node; the framework property torrent.dht=off turns it off too")
    boolean enabled() default true;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Bootstrap",
            description = "Nodes to begin at, HOST:PORT; without any those of the framework property"
                    + " torrent.dht.bootstrap, which the launcher sets")
    String[] bootstrap() default {};

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Read-only",
            description = "Whether the node asks only, and is neither asked nor named to others (BEP 43)")
    boolean read_only() default false;

    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Answers",
            description = "How much the node answers in bytes per second; questions beyond it are not answered",
            min = "1000",
            max = "100000000")
    int answer_bytes_per_second() default 8000;
}
