package org.torrent.ext.pex;

import java.lang.annotation.Annotation;

/** A configuration as Declarative Services would make it. */
record TestConfiguration(boolean enabled, int interval_seconds, int sent_peers) implements PexConfiguration {
    static PexConfiguration enabled(boolean enabled) {
        return new TestConfiguration(enabled, 60, 50);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return PexConfiguration.class;
    }
}
