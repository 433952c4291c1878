package org.torrent.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %bundle} in a pattern of {@code logback.xml}: symbolic name of the bundle that logs, {@code -} where none does. */
public final class BundleNameConverter extends ClassicConverter {
    /** For logback. */
    public BundleNameConverter() {}

    @Override
    public String convert(ILoggingEvent event) {
        String name = EventBundles.of(event);
        return name.isEmpty() ? "-" : name;
    }
}
