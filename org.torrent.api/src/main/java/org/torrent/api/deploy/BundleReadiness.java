package org.torrent.api.deploy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service of whoever takes up what bundles offer, such as plugins: it is asked before a bundle takes the place of another one.
 * Where there is no such service a bundle is ready when it runs.
 */
@ConsumerType
@FunctionalInterface
public interface BundleReadiness {
    /**
     * How far a bundle has come. Answers at once, on any thread; one that hangs or throws is not asked again.
     *
     * @param bundle its id in the framework; of one that offers nothing of the kind, or is not there: ready
     */
    Readiness of(long bundle);
}
