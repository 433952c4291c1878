package org.torrent.tracker.names;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where names of hosts are looked up. */
@FunctionalInterface
public interface NameLookup {
    /**
     * Starts to look up a name; must not block.
     *
     * @return the addresses, at least one, or any failure; on any thread
     */
    CompletionStage<List<InetAddress>> lookUp(String host);
}
