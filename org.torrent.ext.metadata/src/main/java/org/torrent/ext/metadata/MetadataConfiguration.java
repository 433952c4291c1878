package org.torrent.ext.metadata;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of ut_metadata, PID {@code org.torrent.ext.metadata}; changes apply at once. */
@ObjectClassDefinition(name = "BitTorrent metadata exchange", description = "Metadata from and for peers (BEP 9)")
@interface MetadataConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Serve",
            description =
                    "Whether peers are given metadata; requests are rejected otherwise. It is fetched in any case")
    boolean serve() default true;
}
