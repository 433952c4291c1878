package org.torrent.deploy.jar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.torrent.deploy.DeployLimits;
import org.torrent.deploy.trust.SignedJar;

/**
 * Reads a jar to its last byte before anything of it is believed: its directory and what stands in front of each entry name
 * the same, each entry unpacks within bounds and has its checksum, its manifest is that of a bundle.
 */
public final class WholeJar {
    private static final int CHUNK_BYTES = 64 * 1024;

    private WholeJar() {}

    /**
     * What it is.
     *
     * @param copy a file that nobody else writes
     * @throws RefusedException when it is no whole bundle
     */
    public static JarFacts read(Path copy) throws RefusedException {
        try {
            String digest = digest(copy);
            try (ZipFile zip = new ZipFile(copy.toFile())) {
                if (zip.size() > DeployLimits.ENTRIES) {
                    throw new RefusedException("it has more than " + DeployLimits.ENTRIES + " entries");
                }
                Set<String> names = checked(zip);
                if (!names.equals(namesInFront(copy))) {
                    throw new IOException("its directory names other entries than there are");
                }
                return ManifestReader.read(manifest(zip), copy, digest, SignedJar.read(copy));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException("it is no whole jar: " + (e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    private static String digest(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DigestInputStream digested = new DigestInputStream(in, digest);
            byte[] chunk = new byte[CHUNK_BYTES];
            while (digested.read(chunk) >= 0) {
                // the digest sees it
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> checked(ZipFile zip) throws IOException, RefusedException {
        Set<String> names = new TreeSet<>();
        byte[] chunk = new byte[CHUNK_BYTES];
        long left = DeployLimits.UNPACKED_BYTES;
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!names.add(entry.getName())) {
                throw new IOException(entry.getName() + " is there twice");
            }
            left -= check(zip, entry, chunk, left);
        }
        return names;
    }

    /** Returns the number of its bytes. */
    private static long check(ZipFile zip, ZipEntry entry, byte[] chunk, long max)
            throws IOException, RefusedException {
        CRC32 crc = new CRC32();
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("it takes too long to read");
                }
                crc.update(chunk, 0, read);
                bytes += read;
                if (bytes > max) {
                    throw new RefusedException("it unpacks to more than " + DeployLimits.UNPACKED_BYTES + " bytes");
                }
            }
        }
        if (entry.getCrc() != crc.getValue()) {
            throw new IOException(entry.getName() + " has another checksum");
        }
        return bytes;
    }

    private static Set<String> namesInFront(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static byte[] manifest(ZipFile zip) throws IOException, RefusedException {
        ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
        if (entry == null) {
            throw new RefusedException("it has no META-INF/MANIFEST.MF: it is no bundle");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] manifest = in.readNBytes(DeployLimits.MANIFEST_BYTES + 1);
            if (manifest.length > DeployLimits.MANIFEST_BYTES) {
                throw new RefusedException("its manifest has more than " + DeployLimits.MANIFEST_BYTES + " bytes");
            }
            return manifest;
        }
    }
}
