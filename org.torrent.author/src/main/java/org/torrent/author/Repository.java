package org.torrent.author;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A Maven repository in files. Snapshots are published under a number that follows from their content: the same build gives
 * the same files, and another one is another version, which Maven fetches anew instead of believing what it has from before.
 */
final class Repository {
    /** The group of all that is published. */
    static final String GROUP = "org.torrent";

    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final String TIME = "20250101.000000";

    private final Path root;
    private final String version;

    Repository(Path root, String version) {
        this.root = root;
        this.version = version;
    }

    /**
     * Publishes an artifact.
     *
     * @param files by what follows the version in their names, such as {@code -sources.jar}
     */
    void publish(String artifact, Map<String, byte[]> files) throws IOException {
        Path folder = root.resolve(GROUP.replace('.', '/')).resolve(artifact).resolve(version);
        String published = version;
        if (version.endsWith(SNAPSHOT)) {
            long number = number(files);
            published = version.replace(SNAPSHOT, "-" + TIME + "-" + number);
            write(folder.resolve("maven-metadata.xml"), metadata(artifact, number, published, files));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(folder.resolve(artifact + "-" + published + file.getKey()), file.getValue());
        }
    }

    /** Writes a file and its check sum. */
    void write(String name, String content) throws IOException {
        write(root.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.writeString(file.resolveSibling(file.getFileName() + ".sha1"), sha1(content));
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static long number(Map<String, byte[]> files) {
        CRC32 sum = new CRC32();
        new TreeMap<>(files).forEach((name, content) -> sum.update(content));
        return sum.getValue() & Integer.MAX_VALUE; // Maven reads it as an int
    }

    private String metadata(String artifact, long number, String published, Map<String, byte[]> files) {
        StringBuilder versions = new StringBuilder();
        for (String name : new TreeMap<>(files).keySet()) {
            int dot = name.lastIndexOf('.');
            versions.append("      <snapshotVersion>")
                    .append(dot > 0 ? "<classifier>" + name.substring(1, dot) + "</classifier>" : "")
                    .append("<extension>" + name.substring(dot + 1) + "</extension><value>" + published + "</value>")
                    .append("<updated>" + TIME.replace(".", "") + "</updated></snapshotVersion>\n");
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <metadata modelVersion="1.1.0">
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <versioning>
                    <snapshot><timestamp>%s</timestamp><buildNumber>%d</buildNumber></snapshot>
                    <lastUpdated>%s</lastUpdated>
                    <snapshotVersions>
                %s    </snapshotVersions>
                  </versioning>
                </metadata>
                """.formatted(GROUP, artifact, version, TIME, number, TIME.replace(".", ""), versions);
    }
}
