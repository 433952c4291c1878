package org.torrent.deploy.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.torrent.deploy.DeployLimits;

/** A key store with the certificates of those whose jars may run; read again when its file changes. One look at a time, on any thread. */
public final class TrustStore {
    /** None: anyone's jars may run. */
    public static final TrustStore NONE = new TrustStore(null, "");

    private final Path file; // null: none
    private final char[] password;
    private boolean isLost; // there is no such path
    private Object seen = ""; // what the file was when it was read
    private Trust trust;

    /** {@code password} may be empty, for a store that has none. */
    public TrustStore(Path file, String password) {
        this.file = file;
        this.password = password.toCharArray();
        this.trust = file == null ? Trust.ANYONE : new Trust.Unknown(file, file + " was not read yet");
    }

    /** One that nobody can find, and why. */
    public static TrustStore unknown(String trouble) {
        TrustStore store = new TrustStore(Path.of("trust.store"), "");
        store.isLost = true;
        store.trust = new Trust.Unknown(store.file, trouble);
        return store;
    }

    /** Looks whether the file changed. */
    public Trust look() {
        if (isFile()) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                Object stamp = List.of(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
                if (!stamp.equals(seen)) {
                    seen = stamp;
                    trust = read(now.size());
                }
            } catch (IOException e) {
                seen = "";
                trust = new Trust.Unknown(
                        file,
                        e instanceof NoSuchFileException ? file + " is not there" : file + " can't be read: " + e);
            }
        }
        return trust;
    }

    /** Whether a look reads a file, which may take for ever. */
    public boolean isFile() {
        return file != null && !isLost;
    }

    /** Which file it is; null when there is none. */
    public Path file() {
        return file;
    }

    private Trust read(long bytes) {
        if (bytes > DeployLimits.TRUST_STORE_BYTES) {
            return new Trust.Unknown(file, file + " has more than " + DeployLimits.TRUST_STORE_BYTES + " bytes");
        }
        try {
            Set<X509Certificate> certificates = certificates();
            return certificates.isEmpty()
                    ? new Trust.Unknown(file, file + " shows no certificate: is its password right?")
                    : new Trust.Keys(file, Set.copyOf(certificates));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return new Trust.Unknown(file, file + " can't be read: " + e.getMessage());
        }
    }

    /** Of trusted certificates, and of keys. */
    private Set<X509Certificate> certificates() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password.length == 0 ? null : password);
        Set<X509Certificate> certificates = new HashSet<>();
        for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
            if (store.getCertificate(aliases.nextElement()) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return certificates;
    }
}
