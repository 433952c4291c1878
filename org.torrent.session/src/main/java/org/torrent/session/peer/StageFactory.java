package org.torrent.session.peer;

import java.net.InetSocketAddress;
import java.util.List;

/** Says which stages a new connection gets. Called on its I/O thread when it is up; must not block. */
@FunctionalInterface
public interface StageFactory {
    /** Plain bytes. */
    StageFactory NONE = (remote, outgoing) -> List.of();

    /** The stages, the one next to the socket first; each for this connection only. */
    List<ByteStage> stages(InetSocketAddress remote, boolean outgoing);
}
