package org.torrent.example.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The distribution as the build made it, and what docs/EMBEDDING.md says of it. */
final class Dist {
    private static final Path PAGE = Path.of("../../docs/EMBEDDING.md");

    private Dist() {}

    static Path path(String name) {
        return Path.of(System.getProperty("torrent.dist"), name)
                .toAbsolutePath()
                .normalize();
    }

    /** A jar, by its folder and the start of its name. */
    static Path jar(String prefix) throws IOException {
        Path start = path(prefix);
        try (Stream<Path> files = Files.list(start.getParent())) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches(Pattern.quote(start.getFileName().toString()) + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + prefix + "-VERSION.jar"));
        }
    }

    /** The names of a set that the page tells, each with its folder. */
    static List<String> set(String name) throws IOException {
        Matcher set = Pattern.compile("<!-- set " + name + " -->\\n```\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        if (!set.find()) {
            throw new AssertionError("docs/EMBEDDING.md tells no set " + name);
        }
        return Stream.of(set.group(1).split("\\s+")).toList();
    }

    /** Copies such jars into a folder. */
    static Path copy(List<String> set, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : set) {
            Path jar = jar(name);
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
        return folder;
    }

    /** What a program has on its class path, with that framework. */
    static List<Path> classPath(String framework) throws IOException {
        Path jars = Path.of(System.getProperty("test.class.path"));
        return List.of(
                jars.resolve(framework + ".jar"),
                jars.resolve("org.osgi.service.cm.jar"),
                jar("bundle/org.torrent.api"),
                jar("bundle/org.torrent.model"),
                Path.of("target/classes"),
                Path.of("target/test-classes"));
    }
}
