package org.torrent.launcher;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The activator of a bundle whose stop never ends. */
public final class DeafActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {}

    @Override
    public void stop(BundleContext context) {
        while (true) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }
}
