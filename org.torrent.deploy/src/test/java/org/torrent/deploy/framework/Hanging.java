package org.torrent.deploy.framework;

import java.util.concurrent.CountDownLatch;

/** Code that hangs and takes no notice of an interruption, as bad code does. */
public final class Hanging {
    private Hanging() {}

    /** Returns when the test lets it. */
    public static void until(CountDownLatch release) {
        boolean over = false;
        while (!over) {
            try {
                release.await();
                over = true;
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
