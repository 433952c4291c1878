package org.torrent.deploy.framework;

import java.lang.ref.WeakReference;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * How often others than the deployer wired a host of fragments anew. What the deployer does itself for the sake of one fragment
 * is no reason to try the next one again: two that don't attach would stop the host for ever. On the deployer's thread.
 */
final class HostWirings {
    private WeakReference<BundleWiring> own = new WeakReference<>(null); // the last one that was made for a fragment
    private boolean isOurTurn;
    private long others;

    /** The deployer wires it anew for a fragment. */
    void begin(Bundle host) {
        others = others(host);
        isOurTurn = true;
    }

    /** It did, or failed to. */
    void end(Bundle host) {
        own = new WeakReference<>(host.adapt(BundleWiring.class));
        isOurTurn = false;
    }

    /** A number that becomes another one when somebody else wires the host. */
    long others(Bundle host) {
        BundleWiring now = host.adapt(BundleWiring.class);
        boolean isOthers = !isOurTurn && now != null && now != own.get();
        return isOthers ? others + 1 : others;
    }
}
