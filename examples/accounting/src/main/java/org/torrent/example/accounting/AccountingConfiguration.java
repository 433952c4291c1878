package org.torrent.example.accounting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the accounting, PID {@code org.torrent.example.accounting}; changes apply at once. */
@ObjectClassDefinition(name = "Example: byte accounting", description = "Bytes sent and received by client")
@interface AccountingConfiguration {
    /** See the attribute's description. */
    @AttributeDefinition(
            name = "Clients",
            description = "Clients of a torrent that are counted apart; the others are one",
            min = "1",
            max = "500")
    int clients() default 50;
}
