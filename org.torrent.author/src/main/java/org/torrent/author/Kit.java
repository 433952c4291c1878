package org.torrent.author;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The author's kit: which modules are published, and how. */
final class Kit {
    /** What plugins are compiled against; in the order of their dependencies. */
    private static final List<String> API = List.of("org.torrent.model", "org.torrent.api", "org.torrent.ext.api");

    private static final String TEST_KIT = "org.torrent.ext.testkit";
    private static final String BOM = "org.torrent.bom";

    private final String version;
    private final Path top;
    private final Path target;
    private final List<Path> classPath;

    Kit(String version, Path top, Path target, List<Path> classPath) {
        this.version = version;
        this.top = top;
        this.target = target;
        this.classPath = classPath;
    }

    void make() throws IOException {
        Path kit = target.resolve("kit");
        FileTrees.delete(kit);
        Repository repository = new Repository(kit.resolve("repository"), version);
        Pom bom = Pom.read(top.resolve(BOM).resolve("pom.xml"));
        for (String artifact : API) {
            publish(repository, bom, artifact, Files.readAllBytes(jar(artifact)));
        }
        publish(repository, bom, TEST_KIT, testKit());
        repository.publish(
                BOM, Map.of(".pom", Files.readAllBytes(top.resolve(BOM).resolve("pom.xml"))));
        Archetypes archetypes = new Archetypes(top.resolve("org.torrent.author/src/main/archetypes"), version);
        archetypes.publish(repository, Pom.read(top.resolve("cnf/pom.xml")));
        FileTrees.copy(top.resolve("org.torrent.author/src/main/dist"), kit);
    }

    private void publish(Repository repository, Pom bom, String artifact, byte[] jar) throws IOException {
        Path module = top.resolve(artifact);
        Path sources = module.resolve("src/main/java");
        Map<String, byte[]> sourceFiles = FileTrees.read(sources);
        Map<String, byte[]> files = new TreeMap<>();
        files.put(".jar", jar);
        files.put("-sources.jar", Jars.of(sourceFiles));
        files.put("-javadoc.jar", new Javadoc(target.resolve("javadoc"), classPath).of(artifact, sources, sourceFiles));
        files.put(".pom", PublishedPom.of(module, bom, version).getBytes(StandardCharsets.UTF_8));
        repository.publish(artifact, files);
    }

    /** One jar: an author's class path needs no more than the API, this, and what is at Maven Central. */
    private byte[] testKit() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>(Jars.classes(jar(TEST_KIT)));
        for (Path jar : classPath) {
            String name = jar.getFileName().toString();
            boolean isOurs = name.startsWith("org.torrent.") && name.endsWith(".jar");
            if (isOurs && API.stream().noneMatch(artifact -> name.equals(fileName(artifact)))) {
                Jars.classes(jar).forEach(entries::putIfAbsent);
            }
        }
        return Jars.of(entries);
    }

    private Path jar(String artifact) {
        return classPath.stream()
                .filter(path -> path.getFileName().toString().equals(fileName(artifact)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no jar of " + artifact + " among " + classPath
                        + ": it is a dependency of org.torrent.author, and packaged before"));
    }

    private String fileName(String artifact) {
        return artifact + "-" + version + ".jar";
    }
}
