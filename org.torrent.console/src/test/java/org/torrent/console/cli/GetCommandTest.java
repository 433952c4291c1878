package org.torrent.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.AlertType;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentSession;
import org.torrent.api.TorrentState;
import org.torrent.console.FakeSession;
import org.torrent.console.FakeTorrent;
import org.torrent.console.Fixtures;

class GetCommandTest {
    @TempDir
    Path directory;

    private final FakeSession session = new FakeSession();

    private CommandLineHarness harness() {
        return new CommandLineHarness(session.here(), directory);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
        assertThat(session.subscribers()).isZero();
    }

    @Test
    void get_whenComplete_shouldExitWith0() {
        session.onAdd = FakeTorrent::complete;
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET, "--dir", "d", "--peer", "[::1]:6881", "--peer", "127.0.0.1:1"))
                .isZero();
        assertThat(session.added.get(0).directory()).isEqualTo(directory.resolve("d"));
        assertThat(session.added.get(0).peers()).hasSize(2);
        assertThat(harness.out()).contains("listening on 127.0.0.1:6881").contains("complete: ");
        assertThat(harness.err()).isEmpty();
    }

    @Test
    void get_whenAFileIsOdd_shouldWarnOnceAndExitWith0() {
        session.onAdd = torrent -> {
            session.post(Fixtures.alert(AlertType.FILE_WARNING, "/d/a is 7 bytes longer"));
            torrent.complete();
        };
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isZero();
        assertThat(harness.out().lines().filter(line -> line.startsWith("warning: ")))
                .containsExactly("warning: /d/a is 7 bytes longer");
    }

    @Test
    void get_whenItsRecordCannotBeKept_shouldWarnOnceAndGoOn() {
        session.addFailure = Optional.of("a restart will not know it: disk full");
        session.isHereAllTheSame = true;
        session.troubles.add("a restart will not know ab as it is now: disk full");
        session.onAdd = FakeTorrent::complete;
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isZero();
        assertThat(harness.err().lines())
                .containsExactly("torrent: warning: a restart will not know ab as it is now: disk full");
    }

    @Test
    void get_whenTheDiskIsFull_shouldSayWhyInOneLineWhileItWaits() {
        session.onAdd = torrent -> {
            torrent.state = TorrentState.SEEDING;
            torrent.doneBytes = torrent.wantedBytes;
            torrent.reason = "cannot write /s/journal.new: No space left on device; free some space, then it goes on";
        };
        AtomicLong now = new AtomicLong();
        CommandLineHarness harness = harness();
        harness.nanoTime = () -> now.getAndAdd(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(harness.run("get", Fixtures.MAGNET, "--timeout", "1")).isEqualTo(3);
        assertThat(harness.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("torrent: warning: ")
                .endsWith("then it goes on");
        assertThat(harness.err().lines()).last().asString().contains("timed out");
    }

    @Test
    void daemon_whenTheStatesCannotBeRead_shouldSaySoOnceOnStderr() {
        session.troubles.add("the torrents of the last run can't be read: cannot list /s/states: permission denied");
        CommandLineHarness harness = harness();
        harness.nanoTime = () -> {
            if (!harness.err().isEmpty()) {
                Thread.currentThread().interrupt();
            }
            return 0;
        };
        assertThat(harness.run("daemon")).isZero();
        assertThat(harness.err().lines()).containsExactly("torrent: warning: " + session.troubles.get(0));
    }

    @Test
    void get_whenTheProcessIsEndedFromWithin_shouldAddNoLineToWhatWasSaid() {
        for (String status : new String[] {"70", ""}) {
            CommandLineHarness harness = harness();
            harness.nanoTime = () -> {
                if (!status.isEmpty()) {
                    System.setProperty("torrent.exit.status", status);
                }
                Thread.currentThread().interrupt();
                return 0;
            };
            try {
                assertThat(harness.run("get", Fixtures.MAGNET)).isEqualTo(1);
            } finally {
                System.clearProperty("torrent.exit.status");
                Thread.interrupted();
            }
            assertThat(harness.err().lines()).hasSize(status.isEmpty() ? 1 : 0);
        }
    }

    @Test
    void get_whenANameIsChangedOnDisk_shouldSaySoOnce() throws Exception {
        Files.write(directory.resolve("a.torrent"), Fixtures.torrent("../a"));
        session.onAdd = FakeTorrent::complete;
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", "a.torrent")).isZero();
        assertThat(harness.out().lines().filter(line -> line.contains("is stored as")))
                .singleElement()
                .asString()
                .contains("\"../a\"", "\".._a\"");
    }

    @Test
    void get_whenSourceIsMissing_shouldExitWith1AndAddNothing() {
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET, "none.torrent")).isEqualTo(1);
        assertThat(harness.err().lines()).singleElement().asString().contains("none.torrent");
        assertThat(session.added).isEmpty();
    }

    @Test
    void get_whenOneOfTwoFails_shouldFinishTheOtherAndExitWith1() throws Exception {
        Files.write(directory.resolve("a.torrent"), Fixtures.torrent("a"));
        Files.write(directory.resolve("b.torrent"), Fixtures.torrent("b"));
        session.onAdd = torrent -> {
            if (torrent.number() == 1) {
                torrent.finished.completeExceptionally(new TorrentException("the disk is broken: replace it"));
            } else {
                torrent.complete();
            }
        };
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", "a.torrent", "b.torrent")).isEqualTo(1);
        assertThat(harness.err().lines()).containsExactly("torrent get: a: the disk is broken: replace it");
        assertThat(harness.out()).contains("complete: " + directory.resolve("b"));
    }

    @Test
    void get_whenSessionRefuses_shouldExitWith1() {
        session.addFailure = Optional.of("can't write to /x: choose another --dir");
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isEqualTo(1);
        assertThat(harness.err().lines()).singleElement().asString().contains("choose another --dir");
    }

    @Test
    void get_whenCauseIsUnexpected_shouldPrintOneLineAndLogTheTrace() {
        session.onAdd = torrent -> torrent.finished.completeExceptionally(new NullPointerException("x\ny"));
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isEqualTo(1);
        assertThat(harness.logged).singleElement().isInstanceOf(NullPointerException.class);
        assertThat(harness.err().lines()).hasSize(1);
    }

    @Test
    void get_whenTimeIsOver_shouldExitWith3AndSayHowFar() {
        AtomicLong clock = new AtomicLong();
        session.onAdd = torrent -> torrent.doneBytes = 452;
        CommandLineHarness harness = harness();
        harness.nanoTime = () -> clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        assertThat(harness.run("get", Fixtures.MAGNET, "--timeout", "60")).isEqualTo(3);
        assertThat(harness.err().lines())
                .singleElement()
                .asString()
                .contains("timed out after 1 min 00 s")
                .contains("45.2 % complete");
    }

    @Test
    void get_whenInterrupted_shouldExitWith1AndOneLine() {
        session.onAdd = torrent -> Thread.currentThread().interrupt();
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isEqualTo(1);
        assertThat(harness.err().lines())
                .singleElement()
                .asString()
                .contains("interrupted")
                .contains("resumes");
    }

    @Test
    void get_whenSeedingIsInterrupted_shouldExitWith0() {
        session.onAdd = torrent -> {
            torrent.complete();
            Thread.currentThread().interrupt();
        };
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET, "--seed")).isZero();
        assertThat(harness.out()).contains("seeding until interrupted");
    }

    @Test
    void get_whenTorrentIsHereAlready_shouldWakeItAndDialThePeers() {
        FakeTorrent known = new FakeTorrent(org.torrent.model.TorrentId.parse(Fixtures.HASH), 1);
        known.state = TorrentState.ERROR;
        known.finished.complete(null);
        session.torrents.add(known);
        assertThat(harness().run("get", Fixtures.MAGNET, "--peer", "127.0.0.1:1"))
                .isZero();
        assertThat(known.calls).containsExactly("connect [/127.0.0.1:1]", "resume");
    }

    @Test
    void get_whenThereIsNoSession_shouldExitWith1() {
        CommandLineHarness harness = new CommandLineHarness(Fixtures.sessions(Optional::empty), directory);
        assertThat(harness.run("get", Fixtures.MAGNET)).isEqualTo(1);
        assertThat(harness.err()).contains("session is not running");
    }

    @Test
    void get_whenSessionIsReplaced_shouldGoOnWithTheNext() {
        FakeSession next = new FakeSession();
        AtomicReference<TorrentSession> current = new AtomicReference<>(session);
        session.onAdd = torrent -> {
            current.set(next);
            torrent.finished.completeExceptionally(new IllegalStateException("the session stopped"));
        };
        next.onAdd = FakeTorrent::complete;
        CommandLineHarness harness =
                new CommandLineHarness(Fixtures.sessions(() -> Optional.of(current.get())), directory);
        assertThat(harness.run("get", Fixtures.MAGNET)).isZero();
        assertThat(next.added).hasSize(1);
        assertThat(next.subscribers()).isZero();
    }

    @Test
    void get_whenPortWasNamedAndIsTaken_shouldExitWith1() {
        session.listen = Optional.empty();
        session.post(Fixtures.alert(AlertType.LISTEN_FAILED, "port 6881 is in use"));
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET, "--listen", "6881")).isEqualTo(1);
        assertThat(harness.err()).contains("port 6881 is in use");
    }

    @Test
    void get_whenSeveralAddressesWereNamed_shouldSayEachAndExitWith1WhenOneCannotBeBound() {
        session.onAdd = FakeTorrent::complete;
        session.others.add(new InetSocketAddress("::1", 7000));
        CommandLineHarness both = harness();
        String[] line = {"get", Fixtures.MAGNET, "--listen", "127.0.0.1:6881", "--listen", "[::1]:7000"};
        assertThat(both.run(line)).isZero();
        assertThat(both.out().lines()).containsSubsequence("listening on 127.0.0.1:6881", "listening on [::1]:7000");

        session.others.clear();
        session.post(Fixtures.alert(AlertType.LISTEN_FAILED, "[::1]:7000 is in use"));
        CommandLineHarness one = harness();
        assertThat(one.run(line)).isEqualTo(1);
        assertThat(one.err().lines()).singleElement().asString().contains("can't listen: [::1]:7000 is in use");
    }

    @Test
    void get_whenPortWasNotNamedAndCannotBeBound_shouldGoOn() {
        session.listen = Optional.empty();
        session.post(Fixtures.alert(AlertType.LISTEN_FAILED, "no network"));
        session.onAdd = FakeTorrent::complete;
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isZero();
        assertThat(harness.out()).contains("not listening").contains("no network");
    }

    @Test
    void get_whenAConfigurationIsWrongOrOverruled_shouldSayWhichOnce() {
        session.post(Fixtures.alert(AlertType.CONFIGURATION_WRONG, "configuration org.torrent.session, loops: wrong"));
        session.post(Fixtures.alert(AlertType.CONFIGURATION_WAITS, "configuration org.torrent.session, listen: no"));
        session.onAdd = FakeTorrent::complete;
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET)).isZero();
        assertThat(harness.out().lines().filter(line -> line.startsWith("warning: ")))
                .containsExactly(
                        "warning: configuration org.torrent.session, loops: wrong",
                        "warning: configuration org.torrent.session, listen: no");
    }

    @Test
    void get_whenJson_shouldPrintEveryAlertOnceAndNothingElse() {
        session.post(Fixtures.alert(AlertType.LISTEN_SUCCEEDED, "before"));
        session.onAdd = torrent -> {
            session.post(Fixtures.alert(AlertType.PIECE_FINISHED, Fixtures.HOSTILE));
            session.post(Fixtures.alert(AlertType.TORRENT_FINISHED, "after"));
            torrent.complete();
        };
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET, "--json")).isZero();
        assertThat(harness.out().lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly(
                        "{\"what\":\"listen_succeeded\"",
                        "{\"what\":\"piece_finished\"",
                        "{\"what\":\"torrent_finished\"");
        assertThat(harness.out()).doesNotContain("\u001B");
    }

    @Test
    void get_whenOnATerminal_shouldDrawABar() {
        session.onAdd = torrent -> {
            torrent.name = Fixtures.HOSTILE;
            torrent.complete();
        };
        CommandLineHarness harness = harness();
        harness.terminal = true;
        assertThat(harness.run("get", Fixtures.MAGNET)).isZero();
        assertThat(harness.out()).contains("[################]").doesNotContain("\u001B[2J");
    }
}
