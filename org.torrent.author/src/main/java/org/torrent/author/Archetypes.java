package org.torrent.author;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An archetype for each folder of templates but {@code common}, whose files all of them have. {@code torrent plugin new} reads the
 * same jars, so each template is there once. Versions of the build are filled in here: {@code @version@}, and {@code
 * @maven-compiler-plugin@} and so on.
 */
final class Archetypes {
    private static final String COMMON = "common";
    private static final String DESCRIPTOR = "archetype-metadata.xml";
    private static final Pattern TOKEN = Pattern.compile("@([a-z-]+)@");

    private final Path templates;
    private final String version;

    Archetypes(Path templates, String version) {
        this.templates = templates;
        this.version = version;
    }

    /**
     * Publishes them, and a catalog of them.
     *
     * @param build has the versions of Maven's plugins
     */
    void publish(Repository repository, Pom build) throws IOException {
        StringBuilder catalog = new StringBuilder();
        for (String kind : kinds()) {
            String artifact = Repository.GROUP + ".archetype." + kind;
            repository.publish(artifact, Map.of(".jar", Jars.of(entries(kind, build)), ".pom", text(pom(artifact))));
            catalog.append("    <archetype><groupId>" + Repository.GROUP + "</groupId><artifactId>" + artifact
                    + "</artifactId><version>" + version + "</version><description>A plugin of the BitTorrent runtime: "
                    + kind + "</description></archetype>\n");
        }
        repository.write("archetype-catalog.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <archetype-catalog>
                  <archetypes>
                %s  </archetypes>
                </archetype-catalog>
                """.formatted(catalog));
    }

    private List<String> kinds() throws IOException {
        try (Stream<Path> folders = Files.list(templates)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals(COMMON))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, byte[]> entries(String kind, Pom build) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(FileTrees.read(templates.resolve(COMMON)));
        files.putAll(FileTrees.read(templates.resolve(kind)));
        Map<String, byte[]> entries = new TreeMap<>();
        files.forEach((name, content) -> entries.put(
                name.equals(DESCRIPTOR) ? "META-INF/maven/" + name : "archetype-resources/" + name,
                text(filled(new String(content, StandardCharsets.UTF_8), build))));
        return entries;
    }

    private String filled(String template, Pom build) {
        return TOKEN.matcher(template)
                .replaceAll(token -> Matcher.quoteReplacement(
                        token.group(1).equals("version") ? version : build.plugin(token.group(1))));
    }

    private String pom(String artifact) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <packaging>maven-archetype</packaging>
                </project>
                """.formatted(Repository.GROUP, artifact, version);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
