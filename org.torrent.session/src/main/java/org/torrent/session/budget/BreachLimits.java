package org.torrent.session.budget;

import java.util.concurrent.TimeUnit;

/** What breaking the protocol costs an address: see {@link Offenders}. */
public final class BreachLimits {
    /** So many breaches cost an address nothing, and one each {@link #FORGIVEN_NANOS} more. */
    public static final int FREE_BREACHES = 10;

    /** See {@link #FREE_BREACHES}. */
    public static final long FORGIVEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** With more than that an address gets one connection accepted in that time. */
    public static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Addresses that are remembered: those whose last breach is the newest. */
    public static final int ADDRESSES = 1024;

    private BreachLimits() {}
}
