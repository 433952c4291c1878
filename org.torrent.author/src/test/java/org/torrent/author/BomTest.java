package org.torrent.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Authors of plugins get the versions that this build is made with. */
class BomTest {
    private static final Path TOP = Path.of("..");

    private final Pom bom = Pom.read(TOP.resolve("org.torrent.bom/pom.xml"));
    private final Pom ours = Pom.read(TOP.resolve("cnf/bundles/pom.xml"));

    BomTest() throws IOException {}

    @Test
    void bom_shouldHaveTheVersionsOfThisBuild() {
        List<Pom.Dependency> managed = bom.managed();
        assertThat(managed).hasSizeGreaterThan(10).allSatisfy(dependency -> assertThat(dependency.version())
                .as("org.torrent.bom/pom.xml, %s: the version in cnf/bundles/pom.xml", dependency.artifact())
                .isEqualTo(expected(dependency)));
    }

    private String expected(Pom.Dependency dependency) {
        return switch (dependency.group()) {
            case Repository.GROUP -> bom.version();
            case "org.junit.jupiter" -> ours.managed("org.junit", "junit-bom");
            default -> ours.managed(dependency.group(), dependency.artifact());
        };
    }

    @Test
    void publishedPom_shouldHaveVersionsAndNoParent() throws IOException {
        String pom = PublishedPom.of(TOP.resolve("org.torrent.ext.testkit"), bom, "1.2.3");
        assertThat(pom)
                .contains("<artifactId>org.torrent.ext.testkit</artifactId>\n  <version>1.2.3</version>")
                .contains("<artifactId>org.torrent.ext.api</artifactId><version>" + bom.version() + "</version></dep")
                .contains("<artifactId>osgi.core</artifactId><version>8.0.0</version><scope>runtime</scope>")
                .doesNotContain("<parent>", "org.torrent.session", "assertj", "${");
    }
}
