package org.torrent.deploy.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.torrent.deploy.DeployLimits;

/**
 * Reads who signed a jar. The JDK verifies; what is ours is that all of the jar must be signed, by one and the same key: each
 * entry but the signatures' own files, and the manifest as it is, for the JDK is content with parts of both.
 */
public final class SignedJar {
    private static final int CHUNK_BYTES = 64 * 1024;

    private SignedJar() {}

    /**
     * Who signed it.
     *
     * @param copy a whole jar that nobody else writes
     */
    public static JarSignature read(Path copy) {
        try (JarFile jar = new JarFile(copy.toFile(), true)) {
            SignatureFiles files = SignatureFiles.of(jar);
            if (files.isEmpty()) {
                return JarSignature.none("it is not signed");
            }
            if (files.count() > DeployLimits.SIGNATURES) {
                return JarSignature.none("it has more than " + DeployLimits.SIGNATURES + " signatures");
            }
            return read(jar, files);
        } catch (SecurityException e) {
            return JarSignature.none("it is not what was signed (" + e.getMessage() + ")");
        } catch (IOException | RuntimeException e) { // anybody may have written it
            return JarSignature.none("its signature can't be read (" + e.getMessage() + ")");
        }
    }

    private static JarSignature read(JarFile jar, SignatureFiles files) throws IOException {
        Set<X509Certificate> all = null;
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (files.contains(entry.getName()) || isFolder(entry)) {
                continue;
            }
            readToItsEnd(jar, entry);
            Set<X509Certificate> signers = signers(entry);
            if (signers.isEmpty()) {
                return JarSignature.none("not all of it is signed, or not so that this Java would accept it: "
                        + entry.getName() + " is not");
            }
            if (all == null) {
                all = signers;
            } else {
                all.retainAll(signers);
            }
        }
        if (all == null || all.isEmpty()) {
            return JarSignature.none("no one key signed all of it");
        }
        for (String name : jar.getManifest().getEntries().keySet()) {
            if (jar.getEntry(name) == null) {
                return JarSignature.none(name + " is missing, which was signed");
            }
        }
        String uncovered = files.withoutTheManifest();
        return uncovered.isEmpty()
                ? JarSignature.by(all)
                : JarSignature.none("its manifest is not the one that " + uncovered + " signed");
    }

    private static boolean isFolder(JarEntry entry) {
        return entry.isDirectory() && entry.getSize() == 0;
    }

    /** Only then the JDK knows who signed it; throws when it is not what was signed. */
    private static void readToItsEnd(JarFile jar, JarEntry entry) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = jar.getInputStream(entry)) {
            while (in.read(chunk) >= 0) {
                // the verifier sees it
            }
        }
    }

    private static Set<X509Certificate> signers(JarEntry entry) {
        Set<X509Certificate> signers = new HashSet<>();
        CodeSigner[] those = entry.getCodeSigners();
        for (CodeSigner one : those == null ? new CodeSigner[0] : those) {
            if (one.getSignerCertPath().getCertificates().get(0) instanceof X509Certificate certificate) {
                signers.add(certificate);
            }
        }
        return signers;
    }
}
