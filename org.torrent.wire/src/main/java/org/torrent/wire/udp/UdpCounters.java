package org.torrent.wire.udp;

import java.util.concurrent.atomic.AtomicLong;
import org.torrent.spi.datagram.DatagramCounts;

/** Counts of one socket. Any thread. */
final class UdpCounters {
    final AtomicLong sent = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong delivered = new AtomicLong();
    final AtomicLong unclaimed = new AtomicLong();
    final AtomicLong tooLong = new AtomicLong();
    final AtomicLong overRate = new AtomicLong();
    final AtomicLong thrown = new AtomicLong();

    DatagramCounts snapshot() {
        return new DatagramCounts(
                sent.get(),
                refused.get(),
                failed.get(),
                delivered.get(),
                unclaimed.get(),
                tooLong.get(),
                overRate.get(),
                thrown.get());
    }
}
