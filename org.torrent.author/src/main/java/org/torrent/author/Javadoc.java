package org.torrent.author;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Jars of Javadoc, made by the JDK's own tool; those of sources that did not change are kept from the build before. */
final class Javadoc {
    private final Path cache;
    private final List<Path> classPath;

    Javadoc(Path cache, List<Path> classPath) {
        this.cache = cache;
        this.classPath = classPath;
    }

    /** That of an artifact's public classes; its root package is named like the artifact. */
    byte[] of(String artifact, Path sources, Map<String, byte[]> files) throws IOException {
        Path kept = cache.resolve(artifact + "-" + sum(files) + ".jar");
        if (!Files.exists(kept)) {
            Files.createDirectories(cache);
            Path pages = Files.createTempDirectory(cache, artifact);
            try {
                run(artifact, sources, pages);
                Files.write(kept, Jars.of(FileTrees.read(pages)));
            } finally {
                FileTrees.delete(pages);
            }
        }
        return Files.readAllBytes(kept);
    }

    private void run(String artifact, Path sources, Path pages) throws IOException {
        ToolProvider tool = ToolProvider.findFirst("javadoc")
                .orElseThrow(() -> new IOException("this Java has no javadoc: build with a whole JDK"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        int status = tool.run(
                out,
                out,
                "-quiet",
                "-Xdoclint:none",
                "-notimestamp",
                "-noindex",
                "-encoding",
                "UTF-8",
                "-source",
                "17",
                "-classpath",
                path,
                "-sourcepath",
                sources.toString(),
                "-d",
                pages.toString(),
                "-subpackages",
                artifact);
        if (status != 0) {
            throw new IOException("javadoc of " + artifact + " failed: " + said);
        }
    }

    private static String sum(Map<String, byte[]> files) {
        CRC32 sum = new CRC32();
        new TreeMap<>(files).forEach((name, content) -> sum.update(content));
        return Long.toHexString(sum.getValue());
    }
}
