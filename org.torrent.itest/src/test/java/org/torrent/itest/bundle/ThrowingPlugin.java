package org.torrent.itest.bundle;

import java.util.Map;
import org.torrent.ext.api.ExtensionPlugin;

/** Throws in one of its lifecycle callbacks. */
public class ThrowingPlugin implements ExtensionPlugin {
    private String name;

    void activate(Map<String, Object> properties) {
        name = (String) properties.get("test.name");
    }

    @Override
    public String name() {
        return name;
    }

    /** Its constructor throws. */
    public static final class InConstructor extends ThrowingPlugin {
        public InConstructor() {
            throw new IllegalStateException("no luck in the constructor");
        }
    }

    /** Its activation throws. */
    public static final class InActivation extends ThrowingPlugin {
        @Override
        void activate(Map<String, Object> properties) {
            throw new IllegalStateException("no luck in the activation");
        }
    }

    /** Its name is never said. */
    public static final class InName extends ThrowingPlugin {
        @Override
        public String name() {
            throw new IllegalStateException("no luck in name()");
        }
    }
}
