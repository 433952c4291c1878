package org.torrent.spi.transport;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** A bound port. */
@ProviderType
public interface Listener extends AutoCloseable {
    /** The address that was bound, with its real port. */
    InetSocketAddress address();

    /** Stops accepting; connections stay. Idempotent. */
    @Override
    void close();
}
