package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.console.CommandFailure;
import org.torrent.console.FakeTorrent;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.model.metainfo.MetainfoWriter;

/** User names and passwords in URLs, wherever they come from, are in nothing that the console prints. */
class PasswordsTest {
    private static final String URL = "http://somebody:s3cret@t.example/announce?passkey=k";

    /** What each command is called with; a command that is missing here fails the test. */
    private static final Map<String, List<List<String>>> CALLS = new LinkedHashMap<>();

    static {
        List<List<String>> torrent = List.of(List.of("1"), List.of("1", "--json"));
        List<List<String>> none = List.of(List.of(), List.of("--json"));
        CALLS.put("list", none);
        CALLS.put("stats", none);
        CALLS.put("dht", List.of(List.of(), List.of("get", URL)));
        CALLS.put("plugins", none);
        CALLS.put("alerts", none);
        CALLS.put("ban", List.of(List.of(), List.of("--json"), List.of(URL), List.of(URL, "--remove")));
        CALLS.put("info", torrent);
        CALLS.put("peers", torrent);
        CALLS.put("files", torrent);
        CALLS.put("pause", List.of(List.of("1")));
        CALLS.put("resume", List.of(List.of("1")));
        CALLS.put("connect", List.of(List.of("1", URL)));
        CALLS.put(
                "create",
                List.of(
                        List.of("payload", "-o", "made.torrent", "--tracker", URL),
                        List.of("payload", "-o", "made.torrent", "--tracker", URL, "--force"),
                        List.of("payload", "--tracker", URL.replace("http", "gopher")),
                        List.of("payload", "--tracker", "http://somebody:s3cret@/announce"),
                        List.of(URL)));
        CALLS.put(
                "add",
                List.of(
                        List.of("a.torrent"),
                        List.of(URL),
                        List.of("http://somebody:s3cret@t.example:port/a"),
                        List.of("ftp://somebody:s3cret@t.example/a"),
                        List.of("magnet:?tr=" + URL),
                        List.of("magnet:?xt=urn:btih:" + "42".repeat(20) + "&tr=" + URL)));
        CALLS.put(
                "plugin",
                List.of(List.of(URL), List.of(URL, "disable"), List.of(URL, "forget"), List.of("greet", "reset", URL)));
        CALLS.put(
                "trackers",
                List.of(
                        List.of("1"),
                        List.of("1", "--json"),
                        List.of("1", "add", URL),
                        List.of("1", "remove", URL),
                        List.of("1", "edit", URL, URL),
                        List.of("1", URL),
                        List.of(URL)));
        CALLS.put("reannounce", List.of(List.of("1"), List.of(URL)));
        CALLS.put("remove", List.of(List.of("1", "--data"), List.of(URL)));
    }

    @TempDir
    Path directory;

    private Metainfo metainfo() throws Exception {
        byte[] torrent = MetainfoWriter.singleFile("a", 1000)
                .pieces(16 * 1024, new byte[20])
                .trackers(List.of(List.of(URL, "udp://somebody:s3cret@u.example:1")))
                .webSeeds(List.of("http://somebody:s3cret@w.example/files/"))
                .write();
        Files.write(directory.resolve("a.torrent"), torrent);
        return MetainfoParser.parse(torrent);
    }

    @Test
    void run_whenUrlsHavePasswords_shouldPrintThemInNoCommand() throws Exception {
        ShellHarness shell = new ShellHarness(directory);
        Metainfo metainfo = metainfo();
        Files.writeString(directory.resolve("payload"), "content");
        shell.session.createAnswer = Files.readAllBytes(directory.resolve("a.torrent"));
        FakeTorrent torrent = new FakeTorrent(metainfo.id(), 1);
        torrent.metainfo = Optional.of(metainfo);
        shell.session.torrents.add(torrent);

        assertThat(CALLS.keySet()).as("commands").containsExactlyInAnyOrderElementsOf(ShellCommands.names());
        List<String> outputs = new ArrayList<>();
        for (Map.Entry<String, List<List<String>>> command : CALLS.entrySet()) {
            for (List<String> arguments : command.getValue()) {
                outputs.add(command.getKey() + ": " + output(shell, command.getKey(), arguments));
            }
        }
        assertThat(outputs).allSatisfy(output -> assertThat(output).doesNotContain("s3cret", "somebody"));
        assertThat(String.join("", outputs)).contains("t.example", "w.example", "u.example");
    }

    private static String output(ShellHarness shell, String name, List<String> arguments) throws Exception {
        try {
            return shell.run(name, arguments.toArray(String[]::new));
        } catch (CommandFailure e) {
            return "failed: " + e.getMessage() + " " + e.getCause();
        }
    }
}
