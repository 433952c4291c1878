package org.torrent.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.console.FakeSession;
import org.torrent.console.Fixtures;
import org.torrent.model.metainfo.MetainfoWriter;

/** User names and passwords in URLs are in nothing that the command line prints. */
class PasswordsTest {
    private static final String URL = "http://somebody:s3cret@t.example/announce?passkey=k";

    @TempDir
    Path directory;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void run_whenUrlsHavePasswords_shouldPrintThemWithNoCommand() throws Exception {
        byte[] torrent = MetainfoWriter.singleFile("a", 1000)
                .pieces(16 * 1024, new byte[20])
                .trackers(List.of(List.of(URL)))
                .webSeeds(List.of("http://somebody:s3cret@w.example/files/"))
                .write();
        Files.write(directory.resolve("a.torrent"), torrent);
        Files.writeString(directory.resolve("payload"), "content");
        StringBuilder all = new StringBuilder();
        for (List<String> arguments : List.of(
                List.of("get", URL),
                List.of("get", URL, URL, "--json"),
                List.of("get", "ftp://somebody:s3cret@t.example/a"),
                List.of("get", "a.torrent"),
                List.of("get", "a.torrent", "--json"),
                List.of("get", Fixtures.MAGNET + "&tr=" + URL),
                List.of("get", Fixtures.MAGNET, "--peer", URL),
                List.of("get", Fixtures.MAGNET, "--dir", "payload/" + URL),
                List.of("seed", "a.torrent", "--dir", URL),
                List.of("seed", URL),
                List.of("create", "payload", "-o", "made.torrent", "--tracker", URL),
                List.of("create", "payload", "--tracker", "gopher://somebody:s3cret@t.example/"),
                List.of("create", URL),
                List.of("create", "payload", "-o", URL),
                List.of("bogus", URL),
                List.of("get", "--bogus=" + URL),
                List.of(URL))) {
            FakeSession session = new FakeSession();
            session.createAnswer = torrent;
            session.onAdd = added -> {
                added.metainfo = Optional.empty();
                added.complete();
                Thread.currentThread().interrupt(); // which ends a seed
            };
            CommandLineHarness harness = new CommandLineHarness(session.here(), directory);
            harness.run(arguments.toArray(String[]::new));
            Thread.interrupted();
            all.append(harness.out()).append(harness.err());
            assertThat(harness.out() + harness.err()).as("%s", arguments).doesNotContain("s3cret", "somebody");
            assertThat(Arrays.stream(directory.toFile().list())).as("files").noneMatch(name -> name.contains("s3cret"));
        }
        assertThat(all).as("what is left of the URLs").contains("http://t.example/announce", "gopher://t.example/");
    }
}
