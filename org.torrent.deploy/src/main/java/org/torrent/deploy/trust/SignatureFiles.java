package org.torrent.deploy.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.torrent.deploy.DeployLimits;

/** The files of a jar's signatures: the manifest, each signature file and its block. Anything alike without a match is content. */
final class SignatureFiles {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(?i:SF)");
    private static final Pattern BLOCK = Pattern.compile("META-INF/[^/]+\\.(?i:RSA|DSA|EC)");
    private static final List<String> DIGESTS = List.of("SHA-512", "SHA-384", "SHA-256");

    private final Map<String, Manifest> signatures;
    private final Set<String> names;
    private final byte[] manifest;

    private SignatureFiles(Map<String, Manifest> signatures, Set<String> names, byte[] manifest) {
        this.signatures = signatures;
        this.names = names;
        this.manifest = manifest;
    }

    static SignatureFiles of(JarFile jar) throws IOException {
        Set<String> blocks = named(jar, BLOCK);
        Set<String> bases = blocks.stream().map(SignatureFiles::base).collect(Collectors.toSet());
        Map<String, Manifest> signatures = new TreeMap<>();
        for (String name : named(jar, SIGNATURE)) {
            if (bases.contains(base(name))) {
                signatures.put(name, new Manifest(new ByteArrayInputStream(bytes(jar, name))));
            }
        }
        Set<String> signed =
                signatures.keySet().stream().map(SignatureFiles::base).collect(Collectors.toSet());
        Set<String> names = new TreeSet<>(signatures.keySet());
        names.add(MANIFEST);
        blocks.stream().filter(block -> signed.contains(base(block))).forEach(names::add);
        return new SignatureFiles(signatures, names, bytes(jar, MANIFEST));
    }

    private static Set<String> named(JarFile jar, Pattern pattern) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> pattern.matcher(name).matches())
                .limit(DeployLimits.SIGNATURES + 1L)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a signature file and its block have in common. */
    private static String base(String name) {
        return name.substring(0, name.lastIndexOf('.')).toUpperCase(Locale.ROOT);
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            byte[] bytes = in.readNBytes(DeployLimits.MANIFEST_BYTES + 1);
            if (bytes.length > DeployLimits.MANIFEST_BYTES) {
                throw new IOException(name + " has more than " + DeployLimits.MANIFEST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    boolean isEmpty() {
        return signatures.isEmpty();
    }

    int count() {
        return signatures.size();
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    /**
     * A signature file that does not speak of the whole manifest as it is, or speaks of it in a digest that is no good; empty
     * when each does. What only counts entries would leave the headers to anybody.
     */
    String withoutTheManifest() {
        return signatures.entrySet().stream()
                .filter(entry -> !covers(entry.getValue().getMainAttributes()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private boolean covers(Attributes signature) {
        List<String> used = DIGESTS.stream()
                .filter(digest -> signature.getValue(digest + "-Digest-Manifest") != null)
                .toList();
        return !used.isEmpty()
                && used.stream()
                        .allMatch(digest -> digest(digest).equals(signature.getValue(digest + "-Digest-Manifest")));
    }

    private String digest(String algorithm) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(manifest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
