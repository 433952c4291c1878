package org.torrent.deploy;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.function.UnaryOperator;
import org.osgi.service.cm.ConfigurationException;
import org.torrent.deploy.trust.TrustStore;

/** Whose jars may run: the framework property says it for good, or else the configuration. */
final class DeployTrust {
    /** Key of the configuration: path of a key store. */
    static final String KEY = "trust.store";

    /** Key of the configuration. */
    static final String PASSWORD_KEY = "trust.store.password";

    /** Framework property: path of a key store. */
    static final String PROPERTY = "org.torrent.deploy.trust.store";

    /** Framework property. */
    static final String PASSWORD_PROPERTY = "org.torrent.deploy.trust.store.password";

    private final String path;
    private final String password;

    /** {@code property} gives framework properties, null for one that nobody set. */
    DeployTrust(UnaryOperator<String> property) {
        this.path = text(property.apply(PROPERTY));
        this.password = text(property.apply(PASSWORD_PROPERTY));
    }

    /** What counts while nothing is configured. */
    TrustStore shipped() {
        return path.isEmpty() ? TrustStore.NONE : new TrustStore(path(path), password);
    }

    /** What counts until Config Admin calls: nobody's jars run before it is known whose may. */
    TrustStore unlessConfigured() {
        return path.isEmpty()
                ? TrustStore.unknown("whose jars may run is not known: Config Admin has not called")
                : shipped();
    }

    /** The configured one; {@code configured} is null when nothing is. What makes no sense lets nobody's jars in. */
    TrustStore read(Dictionary<String, ?> configured) throws ConfigurationException {
        String value = configured == null ? "" : text(configured.get(KEY));
        if (!path.isEmpty()) {
            if (!value.isEmpty() && !path(value).equals(path(path))) {
                throw new ConfigurationException(
                        KEY, "the framework property " + PROPERTY + " says it, for good; all stays as it is");
            }
            return shipped();
        }
        try {
            return value.isEmpty() ? TrustStore.NONE : new TrustStore(path(value), text(configured.get(PASSWORD_KEY)));
        } catch (InvalidPathException e) {
            return TrustStore.unknown(KEY + " is no path: " + e.getMessage());
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString().strip();
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }
}
