package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.api.Alert;
import org.torrent.api.AlertDetail;
import org.torrent.api.AlertType;
import org.torrent.api.FileSnapshotBuilder;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PeerSnapshotBuilder;
import org.torrent.api.TorrentState;
import org.torrent.api.TrackerSnapshotBuilder;
import org.torrent.api.TrackerState;
import org.torrent.console.CommandFailure;
import org.torrent.console.FakeTorrent;
import org.torrent.console.Fixtures;

class ShellCommandsTest {
    @TempDir
    Path directory;

    private ShellHarness shell;

    @BeforeEach
    void prepare() throws Exception {
        shell = new ShellHarness(directory);
        Files.write(directory.resolve("a.torrent"), Fixtures.torrent("a"));
    }

    private FakeTorrent torrent(String prefix) {
        FakeTorrent torrent = new FakeTorrent(Fixtures.hash(prefix), shell.session.torrents.size() + 1);
        shell.session.torrents.add(torrent);
        return torrent;
    }

    static Stream<String> names() {
        return ShellCommands.names().stream();
    }

    private static PeerSnapshot peer() {
        return PeerSnapshotBuilder.of(Fixtures.address("2001:db8::1", 6881), Fixtures.address("::1", 1))
                .client("client " + Fixtures.HOSTILE)
                .outgoing(true)
                .amChoking(false)
                .amInterested(true)
                .peerChoking(true)
                .peerInterested(false)
                .fast(true)
                .extended(true)
                .piecesHad(3)
                .source(5)
                .downloadRate(1)
                .uploadRate(2)
                .downloadedBytes(3)
                .uploadedBytes(4)
                .outstandingRequests(5)
                .queuedRequests(6)
                .extensions(List.of("ut_metadata"))
                .build();
    }

    @ParameterizedTest
    @MethodSource("names")
    void help_whenAsked_shouldDescribeTheCommand(String name) throws Exception {
        assertThat(shell.run(name, "--help"))
                .startsWith("Usage: torrent:" + name)
                .contains("--help");
    }

    @ParameterizedTest
    @MethodSource("names")
    void gogo_whenItLooksForACommand_shouldFindADescribedMethod(String name) throws Exception {
        Method method = TorrentCommands.class.getMethod(
                name, org.apache.felix.service.command.CommandSession.class, String[].class);
        assertThat(method.getAnnotation(Descriptor.class).value()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("names")
    void run_whenOptionIsUnknown_shouldFailWithTheWayToHelp(String name) {
        assertThatThrownBy(() -> shell.run(name, "--bogus"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("torrent:" + name + " --help");
    }

    @Test
    void list_whenJson_shouldBeOneDocumentOnOneLine() throws Exception {
        torrent("ab").name = Fixtures.HOSTILE;
        assertThat(shell.run("list", "--json"))
                .startsWith("{\"torrents\":[{\"info_hash\":\"ab0000")
                .contains("\"total_bytes\":1000", "\"state\":\"downloading\"", "\\u001b[2J")
                .doesNotContain("\u001B")
                .matches(text -> text.lines().count() == 1);
    }

    @Test
    void list_whenNamesAreHostile_shouldKeepTheTable() throws Exception {
        FakeTorrent torrent = torrent("ab");
        torrent.name = Fixtures.HOSTILE;
        torrent.state = TorrentState.WAITING;
        torrent.reason = "no storage";
        assertThat(shell.run("list"))
                .contains("waiting (no storage)")
                .doesNotContain("\u001B", "\u202E")
                .matches(text -> text.lines().count() == 2);
    }

    @Test
    void list_whenAReasonFindsNoRoom_shouldShowAllOfItBelow() throws Exception {
        FakeTorrent torrent = torrent("ab");
        torrent.state = TorrentState.ERROR;
        torrent.reason =
                "cannot write to /a/long/path/to/a/file/of/some/kind: it belongs to \"other\" (42), which is paused";
        assertThat(shell.run("list").lines().toList()).hasSize(3).last().isEqualTo("1: " + torrent.reason);
    }

    @Test
    void list_whenARestartFindsSomethingElse_shouldWarnOnStderrAndNotSayThatThereIsNothing() throws Exception {
        shell.session.troubles.add(
                "the torrents of the last run can't be read: cannot list /s/states: permission denied");
        assertThat(shell.run("list")).isEqualToIgnoringNewLines("no torrents that could be read");
        assertThat(shell.run("list", "--json")).isEqualToIgnoringNewLines("{\"torrents\":[]}");
        assertThat(shell.warnings().lines())
                .hasSize(2)
                .containsOnly("torrent: warning: " + shell.session.troubles.get(0));
        assertThat(shell.run("stats")).contains("trouble      the torrents of the last run can't be read");
        assertThat(shell.run("stats", "--json")).contains("\"troubles\":[\"the torrents of the last run");
    }

    @Test
    void list_whenATorrentIsStuck_shouldGiveNoTime() throws Exception {
        FakeTorrent torrent = torrent("ab");
        torrent.downloadRate = 100;
        assertThat(shell.run("list").lines().toList().get(1)).endsWith("10 s");
        torrent.reason = "no space left";
        assertThat(shell.run("list").lines().toList().get(1)).endsWith("  -");
        assertThat(shell.run("info", "1")).contains("ETA -", "downloading (no space left)");
    }

    @Test
    void commands_whenTheyAreNotKept_shouldFailAndNotClaim() {
        FakeTorrent torrent = torrent("ab");
        torrent.notKept = Optional.of("it is so, but a restart before this is mended will not know it: disk full");
        for (String name : List.of("pause", "resume", "remove")) {
            assertThatThrownBy(() -> shell.run(name, "1"))
                    .as(name)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("torrent-1: it is so, but a restart")
                    .hasMessageContaining("disk full");
        }
        shell.session.addFailure = torrent.notKept;
        assertThatThrownBy(() -> shell.run("add", "a.torrent"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void info_whenUnknownSizes_shouldWriteNull() throws Exception {
        torrent("ab").wantedBytes = -1;
        assertThat(shell.run("info", "1", "--json")).contains("\"total_bytes\":null", "\"has_metadata\":false");
        assertThat(shell.run("info", "ab")).contains("info hash    ab00");
    }

    @Test
    void peers_whenJson_shouldHaveTheDocumentedFields() throws Exception {
        torrent("ab").peers = List.of(peer());
        assertThat(shell.run("peers", "1", "--json"))
                .contains("\"address\":\"[2001:db8::1]:6881\"", "\"source\":[\"tracker\",\"pex\"]");
        assertThat(shell.run("peers", "1")).contains(">I--cFE").doesNotContain("\u001B");
    }

    @Test
    void trackers_whenThere_shouldShowWhatEachIsDoing() throws Exception {
        FakeTorrent torrent = torrent("ab");
        assertThat(shell.run("trackers", "1")).contains("no trackers");
        torrent.trackers = List.of(
                TrackerSnapshotBuilder.of("udp://t.example:80/announce")
                        .state(TrackerState.WORKING)
                        .seeds(5)
                        .leechers(6)
                        .peers(7)
                        .nextAnnounceSeconds(90)
                        .build(),
                TrackerSnapshotBuilder.of("http://u.example/")
                        .tier(1)
                        .state(TrackerState.FAILED)
                        .problem("no \u001b answer")
                        .build());
        assertThat(shell.run("trackers", "1"))
                .contains("udp://t.example:80/announce", "working", "in 90 s", "failed", "no ")
                .doesNotContain("\u001b");
        assertThat(shell.run("trackers", "1", "--json"))
                .contains("\"state\":\"working\"", "\"next_announce_seconds\":90", "\"seeds\":-1", "\"tier\":1");
    }

    @Test
    void trackers_whenTheyAreChanged_shouldTellTheTorrent() throws Exception {
        FakeTorrent torrent = torrent("ab");
        assertThat(shell.run("trackers", "1", "add", "http://me:s3cret@t/"))
                .contains("http://t/")
                .doesNotContain("s3cret");
        shell.run("trackers", "1", "remove", "http://t/");
        shell.run("trackers", "1", "edit", "http://t/", "http://u/");
        shell.run("reannounce", "1");
        assertThat(torrent.calls)
                .containsExactly(
                        "add tracker http://me:s3cret@t/",
                        "remove tracker http://t/",
                        "edit tracker http://t/ http://u/",
                        "reannounce");
        for (String[] wrong : new String[][] {
            {"1", "add"}, {"1", "edit", "http://t/"}, {"1", "drop", "http://t/"}, {"1", "remove", "a", "b"}
        }) {
            assertThatThrownBy(() -> shell.run("trackers", wrong))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("add URL, remove URL or edit URL NEW-URL");
        }
        assertThat(torrent.calls).hasSize(4);
        torrent.notKept = Optional.of("http://t/ is none of its trackers: see torrent:trackers");
        assertThatThrownBy(() -> shell.run("trackers", "1", "remove", "http://t/"))
                .hasMessageContaining("none of its trackers");
    }

    @Test
    void files_whenRenamed_shouldShowBothNames() throws Exception {
        torrent("ab").files = List.of(FileSnapshotBuilder.of(0, List.of("a", "con_"))
                .originalPath(List.of("a", "con"))
                .lengthBytes(10)
                .doneBytes(5)
                .wanted(true)
                .build());
        assertThat(shell.run("files", "1")).contains("a/con_", "a/con", "50.0 %");
        assertThat(shell.run("files", "1", "--json"))
                .contains("\"path\":[\"a\",\"con_\"]", "\"original_path\":[\"a\",\"con\"]");
    }

    @Test
    void stats_whenJson_shouldSayWhereItListens() throws Exception {
        assertThat(shell.run("stats", "--json")).contains("\"listen\":\"127.0.0.1:6881\"", "\"uptime_seconds\":65");
        assertThat(shell.run("stats")).contains("1 min 05 s");
    }

    @Test
    void alerts_whenJson_shouldNestTheDetails() throws Exception {
        shell.session.alerts.add(Alert.of(AlertType.PIECE_FINISHED, "piece 3")
                .at(1_700_000_000_123L)
                .torrent(Fixtures.hash("ab"))
                .detail(AlertDetail.PIECE, 3)
                .build());
        assertThat(shell.run("alerts", "--json"))
                .contains("{\"alerts\":[{\"what\":\"piece_finished\",\"category\":\"piece_progress\"")
                .contains("\"time\":\"2023-11-14T22:13:20.123Z\"", "\"details\":{\"piece\":3}");
    }

    @Test
    void follow_whenInterrupted_shouldPrintWhatCameAndEnd() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(shell.run("alerts", "--follow")).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(shell.session.subscribers()).isZero();
    }

    @Test
    void add_whenGiven_shouldPassEveryOption() throws Exception {
        String answer = shell.run(
                "add",
                "a.torrent",
                "--dir",
                "d",
                "--peer",
                "127.0.0.1:1",
                "--paused",
                "--sequential",
                "--files",
                "0",
                "--label",
                "l");
        assertThat(answer).startsWith("added: 1 ");
        assertThat(shell.session.added.get(0)).satisfies(request -> {
            assertThat(request.directory()).isEqualTo(directory.resolve("d"));
            assertThat(request.peers()).containsExactly(new InetSocketAddress("127.0.0.1", 1));
            assertThat(request.paused() && request.sequential()).isTrue();
            assertThat(request.wantedFiles()).containsExactly(0);
            assertThat(request.label()).hasValue("l");
        });
        assertThat(shell.run("add", "a.torrent")).startsWith("here already: 1 ");
    }

    @Test
    void connect_whenGogoSplitTheAddress_shouldJoinIt() throws Exception {
        FakeTorrent torrent = torrent("ab");
        shell.run("connect", "1", "[\"::1\"]", ":6881", "127.0.0.1:2");
        assertThat(torrent.calls).singleElement().asString().contains(":6881", "127.0.0.1:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "remove"})
    void command_whenSomeOfSeveralTorrentsFail_shouldDoTheOthersAndNameEach(String command) {
        FakeTorrent first = torrent("aa");
        FakeTorrent second = torrent("bb");
        FakeTorrent third = torrent("cc");
        first.notKept = Optional.of("it is not so: the plugin x (b 1) keeps it from that");
        assertThatThrownBy(() -> shell.run(command, "1", "9", "2", "bb", "nobody", "3"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("torrent-1: it is not so: the plugin x (b 1) keeps it from that");
        assertThat(shell.warnings().lines())
                .containsExactly(
                        "torrent: no torrent '9': give a number from torrent:list or the start of an info hash",
                        "torrent: no torrent 'nobody': give a number from torrent:list or the start of an info hash");
        assertThat(second.calls).as("once, though named twice").containsExactly(command);
        assertThat(third.calls).containsExactly(command);
    }

    @Test
    void add_whenAHintOfAMagnetIsUnusable_shouldWarnAndGoOn() throws Exception {
        assertThat(shell.run("add", Fixtures.MAGNET + "&so=x&x.pe=nowhere")).startsWith("added: ");
        assertThat(shell.warnings().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("torrent: warning: in the magnet link, "));
    }

    @Test
    void remove_whenANameFitsAnotherTorrentOnceOneIsGone_shouldTakeTheOneThatWasMeant() throws Exception {
        FakeTorrent first = torrent("ab");
        FakeTorrent second = torrent("1c");
        first.onRemove = () -> shell.session.torrents.remove(first);
        shell.run("remove", "--data", "1", "1");
        assertThat(first.calls).containsExactly("remove with data");
        assertThat(second.calls).isEmpty();
    }

    @Test
    void remove_whenGiven_shouldKeepDataUnlessAsked() throws Exception {
        FakeTorrent first = torrent("ab");
        FakeTorrent second = torrent("cd");
        shell.run("pause", "1", "2");
        shell.run("resume", "1");
        shell.run("remove", "1");
        shell.run("remove", "--data", "2");
        assertThat(first.calls).containsExactly("pause", "resume", "remove");
        assertThat(second.calls).containsExactly("pause", "remove with data");
    }
}
