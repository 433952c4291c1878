package org.torrent.itest.bundle;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.torrent.ext.api.ExtensionPlugin;

/** Hangs in one of its lifecycle callbacks. */
public class HangingPlugin implements ExtensionPlugin {
    /** The system property that ends what no interrupt ends. */
    public static final String RELEASE = "test.hanging.release";

    private String name;

    void activate(Map<String, Object> properties) {
        name = (String) properties.get("test.name");
    }

    @Override
    public String name() {
        return name;
    }

    /** Until the test says so, deaf to interrupts. */
    static void spin() {
        while (System.getProperty(RELEASE) == null) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Until somebody interrupts it. */
    static void sleep() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its constructor spins. */
    public static final class InConstructor extends HangingPlugin {
        public InConstructor() {
            spin();
        }
    }

    /** Its constructor waits. */
    public static final class WaitsInConstructor extends HangingPlugin {
        public WaitsInConstructor() {
            sleep();
        }
    }

    /** Its activation waits. */
    public static final class InActivation extends HangingPlugin {
        @Override
        void activate(Map<String, Object> properties) {
            sleep();
        }
    }

    /** Its name is never said. */
    public static final class InName extends HangingPlugin {
        @Override
        public String name() {
            sleep();
            return super.name();
        }
    }

    /** Its deactivation waits. */
    public static final class InDeactivation extends HangingPlugin {
        void deactivate() {
            sleep();
        }
    }
}
