package org.torrent.ext.metadata;

import java.util.Optional;
import org.torrent.fuzz.Check;

/** Messages of BEP 9. */
public final class MetadataMessageFuzz {
    private MetadataMessageFuzz() {}

    /** What is understood reads back. */
    public static void read(byte[] input) {
        Optional<MetadataMessage> read = MetadataMessage.parse(input);
        if (read.isEmpty()) {
            return;
        }
        MetadataMessage message = read.get();
        Check.that(message.type() >= 0 && message.type() <= 2, "the type");
        Check.that(message.payload().length <= input.length, "the payload");
        byte[] written = message.encode();
        if (written.length <= MetadataLimits.MESSAGE_BYTES) {
            MetadataMessage again = MetadataMessage.parse(written).orElseThrow();
            Check.equal(again.type(), message.type(), "the type");
            Check.equal(again.piece(), message.piece(), "the piece");
            Check.equal(again.payload(), message.payload(), "the payload");
        }
    }
}
