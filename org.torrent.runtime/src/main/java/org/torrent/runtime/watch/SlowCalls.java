package org.torrent.runtime.watch;

/** Who hears of timed calls that took too long. On the loop. */
interface SlowCalls {
    /** How long is too long. */
    long slowNanos();

    /** One took too long. Whether it was its fault is judged elsewhere. */
    void slow(Sighting sighting, CallOwner owner, long word, long startNanos, long took);
}
