package org.torrent.wire.tcp;

import org.apache.mina.core.session.DefaultIoSessionDataStructureFactory;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequestQueue;

/** Makes a session's outbox the write queue MINA polls. */
final class WireQueues extends DefaultIoSessionDataStructureFactory {
    @Override
    public WriteRequestQueue getWriteRequestQueue(IoSession session) {
        return ((WireSession) session).outbox();
    }
}
