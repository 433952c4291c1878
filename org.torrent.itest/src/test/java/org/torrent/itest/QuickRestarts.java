package org.torrent.itest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Restarts bundles in the middle of a transfer that must end by itself afterwards. */
final class QuickRestarts {
    private static final int RESTARTS = 20;

    private final Container container;

    QuickRestarts(Container container) {
        this.container = container;
    }

    /** These together: all stop in that order, all start in the other. */
    void check(String... names) throws Exception {
        try (Transfer transfer = Transfer.start(container, String.join("-", names))) {
            restart(transfer, names);
            transfer.finishDisturbed();
        }
    }

    /** One after the other, in one transfer. */
    void checkEach(String... names) throws Exception {
        try (Transfer transfer = Transfer.start(container, "each")) {
            for (String name : names) {
                restart(transfer, name);
            }
            transfer.finishDisturbed();
        }
    }

    private void restart(Transfer transfer, String... names) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String name : names) {
            bundles.add(container.bundle(name));
        }
        for (int i = 0; i < RESTARTS; i++) {
            transfer.seed().allow(1); // so that something is on its way now and then
            for (Bundle bundle : bundles) {
                bundle.stop();
            }
            Collections.reverse(bundles);
            for (Bundle bundle : bundles) {
                bundle.start();
            }
            Collections.reverse(bundles);
        }
    }
}
