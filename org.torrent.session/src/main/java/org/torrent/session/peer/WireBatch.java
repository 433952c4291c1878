package org.torrent.session.peer;

import java.util.List;

/**
 * What one portion of input contained.
 *
 * @param events {@link org.torrent.protocol.Message}s and {@link ReceivedBlock}s in order
 * @param bytes that it came from; given back to {@link PeerWire#processed}
 */
public record WireBatch(List<Object> events, int bytes) {
    /** Releases every block: nobody wants the batch. */
    public void discard() {
        for (Object event : events) {
            if (event instanceof ReceivedBlock received) {
                received.block().release();
            }
        }
    }
}
