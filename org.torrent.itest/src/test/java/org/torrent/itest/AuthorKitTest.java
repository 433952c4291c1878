package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * The author's kit as an author uses it: each kind of plugin is begun, built by Maven against the distribution's repository, with
 * its own test, and dropped into a runtime at work; a peer gets its answer. Offline: what Maven needs besides is what this build
 * needed before.
 */
public class AuthorKitTest {
    private static final List<String> KINDS = List.of("extension", "peer", "session");
    private static final long MINUTES = 5;

    private final Path work = folder();
    private final Path distribution = work.resolve("dist");

    private static Path folder() {
        try {
            return Payload.folder("author").toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void plugins_whenTheyAreBegunBuiltAndDeployed_shouldAnswer() throws Exception {
        link(Path.of(System.getProperty("torrent.dist")).toRealPath(), distribution, "bin", "deploy", "data");
        Files.createDirectory(distribution.resolve("deploy"));
        Path script = Path.of(System.getProperty("torrent.dist"), "bin", "torrent");
        Files.createDirectory(distribution.resolve("bin"));
        Path torrent = Files.copy(script, distribution.resolve("bin/torrent"));
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        Files.write(work.resolve("content"), content);
        run(torrent, "create", "content");
        for (String kind : KINDS) {
            run(torrent, "plugin", "new", "my-" + kind, "--kind", kind);
        }

        try (TypedConsole console = TypedConsole.start(torrent, work.resolve("home"), work)) {
            String address = console.await("listening on ");
            console.type("add content.torrent --dir .");
            console.await("added: ");
            build();
            KINDS.forEach(kind -> Await.until(
                    () -> "my-" + kind + " in " + console.ask("plugins --json"), () -> console.ask("plugins --json")
                            .matches(".*\"bundle\":\"my-" + kind + "\"[^}]*\"state\":\"active\".*")));

            assertEquals("hello, world", peer(address, "my-extension", "world"));
            assertEquals("hello", peer(address, "my-peer", "good morning"));
            Await.until("what the plugins tell", () -> {
                console.type("alerts");
                return console.has("my-session: watches, 0 finished before") && console.has("says good morning");
            });
        }
    }

    /** All of them in one run of Maven. */
    private void build() throws Exception {
        String modules = String.join(
                "",
                KINDS.stream().map(kind -> "<module>my-" + kind + "</module>").toList());
        Files.writeString(
                work.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>all</groupId><artifactId>all</artifactId>"
                        + "<version>1</version><packaging>pom</packaging><modules>" + modules + "</modules></project>");
        run(
                Path.of(System.getProperty("maven.home"), "bin", "mvn"),
                "-o",
                "-B",
                "-q",
                "-Daether.offline.protocols=file",
                "-Dmaven.repo.local=" + repository(),
                "-Ddeploy",
                "verify");
        for (String kind : KINDS) {
            try (Stream<Path> reports = Files.list(work.resolve("my-" + kind + "/target/surefire-reports"))) {
                assertTrue(kind, reports.anyMatch(report -> report.toString().endsWith("Test.txt")));
            }
        }
    }

    /** The local repository without anything of ours: that must come from the distribution. */
    private Path repository() throws IOException {
        Path local = Path.of(System.getProperty("maven.repo.local")).toRealPath();
        Path repository = work.resolve("repository");
        link(local, repository, "org");
        link(local.resolve("org"), repository.resolve("org"), "torrent");
        return repository;
    }

    private static void link(Path from, Path to, String... without) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.toList()) {
                if (!List.of(without).contains(child.getFileName().toString())) {
                    Files.createSymbolicLink(to.resolve(child.getFileName()), child);
                }
            }
        }
    }

    private String peer(String address, String name, String text) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return run(java, distribution.resolve("author/Peer.java").toString(), address, "content.torrent", name, text)
                .strip();
    }

    /** Runs a program in the author's folder; what it printed. */
    private String run(Path program, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        Path output = Files.createTempFile(work, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TORRENT_HOME", work.resolve("home-of-jobs").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String printed = Files.readString(output);
            assertTrue(command + " hangs: " + printed, ended);
            assertEquals(command + ": " + printed, 0, process.exitValue());
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
