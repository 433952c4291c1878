package org.torrent.author;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of which the same content gives the same bytes. */
final class Jars {
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final byte[] PLAIN_MANIFEST = "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Jars() {}

    /** A jar of these entries, in the order of their names behind a manifest that says nothing. */
    static byte[] of(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            add(out, MANIFEST, PLAIN_MANIFEST);
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                add(out, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** The entries of a jar that make up its classes: nothing about bundles. */
    static Map<String, byte[]> classes(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> all = file.entries();
            while (all.hasMoreElements()) {
                JarEntry entry = all.nextElement();
                if (!entry.isDirectory() && !entry.getName().matches("(META|OSGI)-INF/.*")) {
                    entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return entries;
    }
}
