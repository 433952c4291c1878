package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path home;

    @Test
    void lock_whenHeld_shouldSayWhichFolderAndWhatToDo() throws IOException {
        try (StateDirectory held = StateDirectory.lock(home.resolve("session"))) {
            assertThatThrownBy(() -> StateDirectory.lock(held.path()))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining(held.path().toString())
                    .hasMessageContaining("TORRENT_HOME");
        }
    }

    @Test
    void lock_whenGivenBack_shouldBeFree() throws IOException {
        StateDirectory.lock(home).close();

        StateDirectory.lock(home).close();
    }

    @Test
    void lock_shouldKeepOthersOutOfTheFolder() throws IOException {
        Path jobs = home.resolve("home/jobs");
        StateDirectory.lock(jobs.resolve("a")).close();
        for (Path folder : List.of(jobs.resolve("a"), jobs, home.resolve("home"))) {
            assertThat(permissions(folder)).isEqualTo("rwx------");
        }
    }

    @Test
    void lock_whenTheFolderIsOpenToOthers_shouldCloseIt() throws IOException {
        Path folder = Files.createDirectory(home.resolve("session"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        StateDirectory.lock(folder).close();
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void remove_whileLocked_shouldLeaveNothingAndTheNameFree() throws IOException {
        Path folder = home.resolve("jobs/a");
        try (StateDirectory first = StateDirectory.lock(folder)) {
            Files.createDirectories(folder.resolve("states/x"));
            first.remove();
            assertThat(home.resolve("jobs")).isEmptyDirectory();
            StateDirectory.lock(folder).close();
        }
        assertThat(folder.resolve("runtime.lock")).exists();
    }

    @Test
    void isUnused_shouldBeWhetherAnythingWasSaved() throws IOException {
        try (StateDirectory folder = StateDirectory.lock(home.resolve("a"))) {
            Files.createFile(folder.path().resolve("lock"));
            assertThat(folder.isUnused()).isTrue();
            Files.writeString(
                    Files.createDirectories(folder.path().resolve("states")).resolve("torrent"), "x");
            assertThat(folder.isUnused()).isFalse();
        }
    }

    @Test
    void sweep_shouldRemoveJobsThatNobodyUsedForLong() throws IOException {
        FileTime longAgo = FileTime.from(Instant.now().minus(Limits.JOB_KEPT).minusSeconds(60));
        for (String name : List.of("old", "held", "young")) {
            StateDirectory.lock(home.resolve("jobs").resolve(name)).close();
        }
        Files.createDirectories(home.resolve("jobs/removed-half/states"));
        try (StateDirectory held = StateDirectory.lock(home.resolve("jobs/held"))) {
            for (String name : List.of("old", "held")) {
                Files.setLastModifiedTime(home.resolve("jobs").resolve(name).resolve("runtime.lock"), longAgo);
            }
            StateDirectory.sweep(home, new LauncherLog(home.resolve("log")));
            assertThat(held.path()).exists();
        }
        assertThat(home.resolve("jobs").toFile().list()).containsExactlyInAnyOrder("held", "young");
        assertThat(home.resolve("log")).doesNotExist();
    }

    @Test
    void locate_whenSourcesLookLikeFlagsOrLinks_shouldTellThemApart() {
        assertThat(List.of(
                        locate("get", "--", "-x.torrent"),
                        locate("get", "--", "-y.torrent"),
                        locate("get", "a:b.torrent"),
                        locate("get", "a:c.torrent"),
                        locate("get", "a:?c.torrent")))
                .doesNotHaveDuplicates();
        assertThat(locate("get", "./a:?c.torrent")).isEqualTo(locate("get", "a:?c.torrent"));
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void locate_shouldShareOneFolderBetweenConsoleAndDaemon() {
        assertThat(locate()).isEqualTo(locate("daemon")).isEqualTo(home.resolve("session"));
    }

    @Test
    void locate_whenTheSameJobIsAskedAgain_shouldFindItsFolder() {
        Path first = locate("get", "b.torrent", "a.torrent", "--dir", "out");
        Path again =
                locate("get", "--timeout", "9", "--dir=" + Path.of("out").toAbsolutePath(), "a.torrent", "./b.torrent");

        assertThat(again).isEqualTo(first).hasParentRaw(home.resolve("jobs"));
    }

    @Test
    void locate_whenTheJobDiffers_shouldBeAnotherFolder() {
        assertThat(List.of(
                        locate("get", "a.torrent"),
                        locate("get", "b.torrent"),
                        locate("get", "a.torrent", "--dir", "out"),
                        locate("seed", "a.torrent"),
                        locate("get", "magnet:?xt=urn:btih:1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void locate_whenNothingIsRemembered_shouldBeTemporary() {
        assertThat(locate("create", "x")).isEqualTo(home.resolve("temporary").resolve("state"));
    }

    private Path locate(String... arguments) {
        return StateDirectory.locate(home, home.resolve("temporary"), new Invocation(List.of(arguments)));
    }

    @Test
    void warnings_whenAFolderCannotBeUsedAsItShould_shouldHaveTheRemedyAndNoClass() {
        Path folder = Path.of("/s");
        assertThat(StateDirectory.unwritten(folder, new IOException("No space left on device")))
                .isEqualTo("can't write to the state folder /s (No space left on device): make room there, or a restart"
                        + " will not know what is done now");
        assertThat(StateDirectory.unwritten(folder, new FileSystemException("/s/f", null, "Read-only file system")))
                .contains("(Read-only file system): see to it that it can be written to");
        assertThat(StateDirectory.open(folder, new FileSystemException("/s", null, "Operation not permitted")))
                .isEqualTo(
                        "others may read /s, which can't be changed (Operation not permitted): take their permissions"
                                + " away, or set TORRENT_HOME to a folder of your own");
    }
}
