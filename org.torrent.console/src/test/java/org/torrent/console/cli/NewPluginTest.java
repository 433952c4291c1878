package org.torrent.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.console.FakeSession;

class NewPluginTest {
    @TempDir
    Path directory;

    private Path distribution;
    private Path work;
    private CommandLineHarness harness;

    @BeforeEach
    void prepare() throws IOException {
        distribution = directory.resolve("a & b");
        work = Files.createDirectory(directory.resolve("work"));
        harness = new CommandLineHarness(new FakeSession().here(), work);
        harness.distribution = distribution.toString();
        archetype(
                "peer",
                Map.of(
                        "META-INF/maven/archetype-metadata.xml", "<not/>",
                        "archetype-resources/pom.xml", "<a>${artifactId} ${groupId} ${version} ${torrent} ${other}</a>",
                        "archetype-resources/src/main/java/Hello.java", "package ${package}; // ${torrent}"));
    }

    private void archetype(String kind, Map<String, String> entries) throws IOException {
        Path folder = distribution.resolve("author/repository/org/torrent/org.torrent.archetype." + kind + "/1");
        Files.createDirectories(folder);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve("a.jar")))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void plugin_whenTheNameIsGood_shouldFillInTheTemplate() throws IOException {
        assertThat(harness.run("plugin", "new", "com.my-words", "--kind", "peer"))
                .isZero();
        Path project = work.resolve("com.my-words");
        assertThat(project.resolve("pom.xml"))
                .hasContent("<a>com.my-words com.my_words 1.0.0-SNAPSHOT " + directory + "/a &amp; b ${other}</a>");
        assertThat(project.resolve("src/main/java/com/my_words/Hello.java"))
                .hasContent("package com.my_words; // " + distribution);
        assertThat(project.resolve("META-INF")).doesNotExist();
        assertThat(harness.out()).contains("created " + project).contains("mvn verify -Ddeploy");
        assertThat(harness.err()).isEmpty();
    }

    @Test
    void plugin_whenThereIsSomethingOfThatName_shouldLeaveItAndSaySo() throws IOException {
        Path project = Files.writeString(work.resolve("hello"), "mine");
        assertThat(harness.run("plugin", "new", "hello", "--kind", "peer")).isEqualTo(1);
        assertThat(harness.err().lines())
                .singleElement()
                .asString()
                .contains(project + " exists already: take another");
        assertThat(project).hasContent("mine");
    }

    @Test
    void plugin_whenTheDistributionHasNoTemplate_shouldSayWhatToDo() {
        assertThat(harness.run("plugin", "new", "hello")).isEqualTo(1);
        assertThat(harness.err().lines()).singleElement().asString().contains("no template in", "mvn package");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void plugin_whenThereIsNothingLikeThat_shouldSayHowToWriteIt() {
        assertThat(harness.run("plugin", "old", "hello")).isEqualTo(2);
        assertThat(harness.err().lines()).singleElement().asString().contains("write plugin new NAME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "1a",
                "a b",
                "../a",
                "a/b",
                "a..b",
                "a.",
                "-a",
                "\u00e4",
                "class",
                "a.new",
                "a.1b",
                "ut_pex",
                "lt_donthave",
                "org.torrent",
                "org.torrent.session",
                "\u001b[2Ja",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void plugin_whenTheNameIsOdd_shouldRefuseItInOneLine(String name) {
        assertThat(harness.run("plugin", "new", "--kind", "peer", "--", name)).isEqualTo(2);
        assertThat(harness.err().lines())
                .singleElement()
                .asString()
                .contains("can't be the name of a plugin")
                .doesNotContain("\u001b");
        assertThat(work).isEmptyDirectory();
    }
}
