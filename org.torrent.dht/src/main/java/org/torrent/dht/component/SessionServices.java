package org.torrent.dht.component;

import java.net.InetSocketAddress;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.torrent.api.TorrentSession;
import org.torrent.spi.dht.DhtQueries;

/**
 * The session, as far as the node needs it: where it listens, and its plugins. Not bound as references, since the session
 * binds this bundle's service: each would wait for the other one. Looked up on the node's loop.
 */
final class SessionServices implements AutoCloseable {
    private final ServiceTracker<TorrentSession, TorrentSession> session;
    private final ServiceTracker<DhtQueries, DhtQueries> queries;
    private boolean open; // the loop only

    SessionServices(BundleContext context) {
        session = new ServiceTracker<>(context, TorrentSession.class, null);
        queries = new ServiceTracker<>(context, DhtQueries.class, null);
    }

    /** Where it listens; nowhere where there is none. */
    List<InetSocketAddress> listening() {
        if (!open) {
            open = true;
            session.open();
            queries.open();
        }
        TorrentSession now = session.getService();
        return now == null ? List.of() : now.listenAddresses();
    }

    /** Whom it lets answer queries; null where there is none. */
    DhtQueries queries() {
        return queries.getService();
    }

    /** After the loop's end. */
    @Override
    public void close() {
        session.close();
        queries.close();
    }
}
