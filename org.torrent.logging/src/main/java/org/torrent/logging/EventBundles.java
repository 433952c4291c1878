package org.torrent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Whose bundle a line comes from. pax-logging knows it of SLF4J, of OSGi's log service and of others it speaks for; of
 * {@code java.util.logging}, and so of {@code System.Logger}, it does not: there the bundle is that of the code that logs, the
 * innermost on the stack. Called on the thread that logs, while it does.
 */
final class EventBundles {
    private static final String NAME = "bundle.name"; // where pax-logging says it
    private static final String LOGGING = "org.ops4j.pax.logging.";
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private EventBundles() {}

    /** Symbolic name of the bundle; empty where no bundle's code logs. */
    static String of(ILoggingEvent event) {
        String said = event.getMDCPropertyMap().getOrDefault(NAME, "");
        return said.isEmpty() || said.startsWith(LOGGING)
                ? STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .flatMap(type -> Optional.ofNullable(FrameworkUtil.getBundle(type)).stream())
                        .map(Bundle::getSymbolicName)
                        .filter(name -> name != null && !name.startsWith(LOGGING))
                        .findFirst()
                        .orElse(""))
                : said;
    }
}
