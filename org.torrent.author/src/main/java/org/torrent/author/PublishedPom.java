package org.torrent.author;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The pom of a module as others get it: without a parent, with what they need and its versions, and nothing of our build. */
final class PublishedPom {
    private PublishedPom() {}

    /**
     * Makes it of a module's own.
     *
     * @param bom has the versions of what is not ours
     */
    static String of(Path module, Pom bom, String version) throws IOException {
        Pom pom = Pom.read(module.resolve("pom.xml"));
        StringBuilder dependencies = new StringBuilder();
        for (Pom.Dependency dependency : pom.dependencies()) {
            boolean isPassedOn =
                    dependency.scope().isEmpty() || dependency.scope().equals("runtime");
            if (isPassedOn && !dependency.optional()) {
                dependencies.append(dependency(dependency, bom));
            }
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <name>%s</name>
                  <description>%s</description>
                  <licenses>
                    <license><name>Apache-2.0</name><url>https://www.apache.org/licenses/LICENSE-2.0</url></license>
                  </licenses>
                  <dependencies>
                %s  </dependencies>
                </project>
                """.formatted(Repository.GROUP, pom.artifact(), version, pom.name(), description(module), dependencies);
    }

    private static String dependency(Pom.Dependency dependency, Pom bom) {
        String scope = dependency.scope().isEmpty() ? "" : "<scope>" + dependency.scope() + "</scope>";
        return "    <dependency><groupId>" + dependency.group() + "</groupId><artifactId>" + dependency.artifact()
                + "</artifactId><version>" + bom.managed(dependency.group(), dependency.artifact()) + "</version>"
                + scope + "</dependency>\n";
    }

    private static String description(Path module) throws IOException {
        Properties bnd = new Properties();
        try (Reader reader = Files.newBufferedReader(module.resolve("bnd.bnd"))) {
            bnd.load(reader);
        }
        return bnd.getProperty("Bundle-Description");
    }
}
