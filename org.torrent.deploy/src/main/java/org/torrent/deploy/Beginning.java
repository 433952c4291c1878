package org.torrent.deploy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * When the deployer begins to look, and how soon it tells what became of what was there at first: who waits for that does not
 * wait for the next look. Any thread.
 */
final class Beginning {
    private final Later later;
    private final Runnable looks;
    private final BooleanSupplier isSettled;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * Not begun.
     *
     * @param looks begins to look, again and again
     * @param isSettled does what there is to do for what is known, tells it, and says whether all that was there at first was tried
     */
    Beginning(Later later, Runnable looks, BooleanSupplier isSettled) {
        this.later = later;
        this.looks = looks;
        this.isSettled = isSettled;
    }

    /** Once. */
    void now() {
        if (begun.compareAndSet(false, true)) {
            looks.run();
            tellSoon(DeployLimits.SETTLE_NANOS);
        }
    }

    /** Even if nobody says {@link #now}. */
    void atLatestIn(long nanos) {
        later.run(this::now, nanos);
    }

    private void tellSoon(long nanos) {
        later.run(
                () -> {
                    if (!isSettled.getAsBoolean() && nanos < DeployLimits.BOOT_NANOS) {
                        tellSoon(nanos + DeployLimits.SETTLE_NANOS);
                    }
                },
                DeployLimits.SETTLE_NANOS);
    }

    /** Runs something on the deployer's thread. */
    @FunctionalInterface
    interface Later {
        /** In that time. */
        void run(Runnable task, long nanos);
    }
}
