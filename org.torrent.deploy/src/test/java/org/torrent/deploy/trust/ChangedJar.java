package org.torrent.deploy.trust;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Entries of a jar, put together anew by somebody who has no key: every checksum is right. */
final class ChangedJar {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    ChangedJar(byte[] jar) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    ChangedJar with(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    ChangedJar without(String name) {
        if (entries.remove(name) == null) {
            throw new AssertionError(name + " is not in " + entries.keySet());
        }
        return this;
    }

    String text(String name) {
        return new String(entries.get(name));
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
