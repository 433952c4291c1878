package org.torrent.tracker.udp;

import java.nio.ByteBuffer;

/** Something a tracker is asked, once there is a connection id. */
interface Question {
    /** The action, of the question and of its answer. */
    int action();

    /** The datagram. */
    ByteBuffer packet(long connection, int transaction);
}
