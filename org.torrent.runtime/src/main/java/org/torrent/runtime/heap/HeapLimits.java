package org.torrent.runtime.heap;

import java.util.concurrent.TimeUnit;

/** Every maximum of the guard over the heap. */
final class HeapLimits {
    /** Of the heap, in percent, that may be kept by whoever keeps it. */
    static final int RETAINED_PERCENT = 90;

    /** Bytes of what is said when the process ends. */
    static final int LINE_BYTES = 1_024;

    /** Time between the two looks that find the heap full. */
    static final long CONFIRM_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Time between two alarms that the guard looks into: each look collects the whole heap. */
    static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How long the orderly end of the process may take. */
    static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);

    private HeapLimits() {}
}
