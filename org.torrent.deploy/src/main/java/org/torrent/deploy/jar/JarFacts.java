package org.torrent.deploy.jar;

import java.nio.file.Path;
import org.osgi.framework.Version;
import org.torrent.deploy.trust.JarSignature;

/**
 * A whole jar that is a bundle.
 *
 * @param copy the private copy that was read, and that is installed
 * @param digest of its bytes: the same bytes are the same bundle
 * @param fragmentHost symbolic name of what it is a fragment of; empty: it is none
 * @param stopFirst whether the one before it must stop before this one starts
 * @param signature who signed it
 */
public record JarFacts(
        Path copy,
        String digest,
        String symbolicName,
        Version version,
        String fragmentHost,
        boolean stopFirst,
        JarSignature signature) {
    /** Header that says how a bundle follows another one. */
    public static final String UPDATE_HEADER = "Torrent-Update";

    /** Its value for a bundle that owns what two can't own at once: a port, a lock, a file. */
    public static final String STOP_FIRST = "stop-first";

    /** Its value for a bundle of a distribution that may be replaced while it runs. */
    public static final String BESIDE = "beside";

    /** Whether it is a fragment. */
    public boolean isFragment() {
        return !fragmentHost.isEmpty();
    }
}
