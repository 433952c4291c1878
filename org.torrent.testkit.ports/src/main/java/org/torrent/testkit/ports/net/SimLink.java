package org.torrent.testkit.ports.net;

import org.torrent.testkit.ports.sim.Simulation;

/** One direction of a host's line: segments follow each other at its rate. */
final class SimLink {
    private final Simulation simulation;
    private long bytesPerSecond;
    private long freeAtNanos;
    private long bytes;

    SimLink(Simulation simulation) {
        this.simulation = simulation;
        this.freeAtNanos = simulation.nowNanos();
    }

    void bytesPerSecond(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("bytes per second " + value);
        }
        bytesPerSecond = value;
    }

    long bytes() {
        return bytes;
    }

    /** Takes the line for that many bytes; how long from now until the last one is through. */
    long takeNanos(int count) {
        long now = simulation.nowNanos();
        bytes += count;
        if (bytesPerSecond == 0) {
            return 0;
        }
        freeAtNanos = now + Math.max(0, freeAtNanos - now) + count * 1_000_000_000L / bytesPerSecond;
        return freeAtNanos - now;
    }
}
