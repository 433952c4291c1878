package org.torrent.ipfilter.component;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the filter, PID {@code org.torrent.ipfilter}. */
@ObjectClassDefinition(name = "BitTorrent IP filter", description = "Which addresses are not talked to")
@interface FilterConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Lists",
            description = "Files with ranges of addresses (P2P, eMule DAT, networks; also compressed with gzip), "
                    + "separated by commas; read anew when they change")
    String[] lists() default {};
}
