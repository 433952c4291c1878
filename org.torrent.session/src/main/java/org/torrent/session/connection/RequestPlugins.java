package org.torrent.session.connection;

import org.torrent.model.BlockRequest;

/** What plugins say of our requests, and hear of them. On the torrent's loop. */
interface RequestPlugins {
    /** Whether the block may be asked for, as far as plugins are concerned. */
    boolean mayAsk(BlockRequest block);

    /** A request was taken back, and the peer will not say that it is not answered. */
    void takenBack(BlockRequest block);
}
