package org.torrent.session.peer;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.torrent.model.InfoHash;

/** Says which stages a new connection gets. Called on its I/O thread when it is up; must not block. */
@FunctionalInterface
public interface StageFactory {
    /** Plain bytes. */
    StageFactory NONE = (remote, dialledFor) -> List.of();

    /**
     * The stages, the one next to the socket first; each for this connection only.
     *
     * @param dialledFor the swarm that the connection is made for; nothing when the peer made it, and may say so in stages
     */
    List<ByteStage> stages(InetSocketAddress remote, Optional<InfoHash> dialledFor);
}
