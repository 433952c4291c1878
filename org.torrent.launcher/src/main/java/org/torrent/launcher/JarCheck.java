package org.torrent.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds out whether a jar is sound: every entry can be read and has its checksum. That takes a tenth of a second for all
 * that ships, so it is left out where {@code run/torrent} found every file as it was built.
 */
final class JarCheck {
    private static final int CHUNK_BYTES = 64 * 1024;

    private JarCheck() {}

    /**
     * Returns when the jar is sound.
     *
     * @throws LaunchException when it is not
     */
    static void require(Path jar) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getCrc() != checksum(zip, entry, chunk)) {
                    throw new IOException(entry.getName() + " has another checksum");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw LaunchException.failure(
                    jar + " is damaged (" + e.getMessage()
                            + "): unpack the distribution again, or build it with mvn package",
                    e);
        }
    }

    private static long checksum(ZipFile zip, ZipEntry entry, byte[] chunk) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                crc.update(chunk, 0, read);
            }
        }
        return crc.getValue();
    }
}
