package org.torrent.runtime.watch;

/** Somebody whose calls a loop marks. Any thread. */
interface Caller {
    CallOwner owner();

    /** Whether it makes no more calls. */
    boolean isLeft();
}
