package org.torrent.itest.bundle;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;

/** Activators of bundles in a deploy folder. */
public final class Activators {
    /** The system property that ends what no interrupt ends. */
    public static final String RELEASE = "test.activators.release";

    private Activators() {}

    /** Does nothing. */
    public static final class Idle implements BundleActivator {
        @Override
        public void start(BundleContext context) {}

        @Override
        public void stop(BundleContext context) {}
    }

    /** Throws at its start. */
    public static final class Throws implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("no luck");
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** Does not return from its start unless it is interrupted. */
    public static final class HangsAtStart implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** Offers a plugin that says who it is, as {@link EchoPlugin} does, and does not return from its stop until the test says so. */
    public static final class EchoThatHangsAtStop implements BundleActivator, ExtensionPlugin {
        /** The header that says what the plugin is called. */
        public static final String NAME_HEADER = "Test-Name";

        private Bundle bundle;

        @Override
        public void start(BundleContext context) {
            bundle = context.getBundle();
            context.registerService(ExtensionPlugin.class, this, null);
        }

        @Override
        public String name() {
            return bundle.getHeaders().get(NAME_HEADER);
        }

        @Override
        public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
            return Optional.of(bundle.getVersion().toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void stop(BundleContext context) {
            while (System.getProperty(RELEASE) == null) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Does not return from its stop, whatever one does, until the test says so. */
    public static final class HangsAtStop implements BundleActivator {
        @Override
        public void start(BundleContext context) {}

        @Override
        public void stop(BundleContext context) {
            while (System.getProperty(RELEASE) == null) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
