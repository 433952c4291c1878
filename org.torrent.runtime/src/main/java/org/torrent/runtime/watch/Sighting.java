package org.torrent.runtime.watch;

/** The call that a watch found a loop in, and what it did about it. The watch's thread only. */
final class Sighting {
    long word;
    long sinceNanos;
    int stage;
    long countedSlow;
    CallOwner owner; // of the late call
}
