package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.PluginCommand;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshotBuilder;
import org.torrent.console.FakeTorrent;
import org.torrent.console.Fixtures;

/** What the console says of plugins and does to them. */
class PluginCommandsTest {
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

    private PluginSnapshotBuilder comment() {
        return PluginSnapshotBuilder.of("comment").kind("extension").bundle("b").version("1.0.0");
    }

    @Test
    void plugins_whenThere_shouldShowStateAndReason() throws Exception {
        shell.session.plugins.add(PluginSnapshotBuilder.of("comment")
                .kind("extension")
                .ids(List.of(10))
                .bundle("b")
                .version("1.0.0")
                .state(PluginSnapshot.State.NO_ID)
                .reason("all taken")
                .calls(1)
                .errors(2)
                .dropped(3)
                .timeNanos(4)
                .build());
        assertThat(shell.run("plugins")).contains("comment", "10", "no-id (all taken)");
        assertThat(shell.run("plugins", "--json")).contains("\"ids\":[10]", "\"state\":\"no-id\"");
    }

    @Test
    void plugin_whenItIsForSomeTorrents_shouldShowWhich() throws Exception {
        FakeTorrent torrent = torrent("ab");
        shell.session.plugins.add(
                comment().target("(label=x)").disabledFor(List.of(torrent.id())).build());
        assertThat(shell.run("plugins")).contains("active (only (label=x); disabled for 1 torrent)");
        assertThat(shell.run("plugin", "comment"))
                .contains("bundle       b 1.0.0", "torrents     (label=x)", "disabled for 1 (");
        assertThat(shell.run("plugin", "comment", "--json"))
                .contains("\"target\":\"(label=x)\"", "\"disabled_for\":[\"ab00");
    }

    @Test
    void plugin_whenAnActionIsGiven_shouldTellTheSession() throws Exception {
        FakeTorrent torrent = torrent("ab");
        shell.session.plugins.add(comment().build());
        assertThat(shell.run("plugin", "comment", "disable")).contains("disabled: comment");
        assertThat(shell.run("plugin", "comment", "enable", "1")).contains("enabled: comment for ");
        assertThat(shell.run("plugin", "comment", "reset", "--json")).contains("\"name\":\"comment\"");
        assertThat(shell.session.commands)
                .extracting(PluginCommand::action)
                .containsExactly(PluginCommand.Action.DISABLE, PluginCommand.Action.ENABLE, PluginCommand.Action.RESET);
        assertThat(shell.session.commands)
                .extracting(PluginCommand::torrent)
                .containsExactly(Optional.empty(), Optional.of(torrent.id()), Optional.empty());
    }

    @Test
    void plugin_whenAPartOfItIsTyped_shouldFindTheOneThatIsMeant() throws Exception {
        shell.session.plugins.add(PluginSnapshotBuilder.of("a.PexPlugin")
                .bundle("org.example.pex")
                .build());
        shell.session.plugins.add(PluginSnapshotBuilder.of("a.MetaPlugin")
                .bundle("org.example.meta")
                .build());
        assertThat(shell.run("plugin", "org.example.pex", "disable")).contains("disabled: a.PexPlugin");
        assertThat(shell.run("plugin", "META", "disable")).contains("disabled: a.MetaPlugin");
        assertThatThrownBy(() -> shell.run("plugin", "example", "disable"))
                .hasMessageContaining("'example' may be a.PexPlugin or a.MetaPlugin");
        assertThatThrownBy(() -> shell.run("plugin", "nobody")).hasMessageContaining("no plugin 'nobody'");
    }

    @Test
    void plugin_whenOneThatIsGoneIsForgotten_shouldTellTheSession() throws Exception {
        FakeTorrent torrent = torrent("ab");
        assertThat(shell.run("plugin", "gone", "forget")).contains("forgotten: gone");
        assertThat(shell.run("plugin", "gone", "forget", "--json")).contains("\"plugins\":[]");
        shell.run("plugin", "gone", "forget", "1"); // the session says that it can't
        assertThat(shell.session.commands)
                .extracting(PluginCommand::action)
                .containsOnly(PluginCommand.Action.FORGET)
                .hasSize(3);
        assertThat(shell.session.commands.get(2).torrent()).contains(torrent.id());
        shell.session.commandFailure = Optional.of("plugin 'gone' is here: take its bundle out first");
        assertThatThrownBy(() -> shell.run("plugin", "gone", "forget"))
                .hasMessageContaining("gone: plugin 'gone' is here: take its bundle out first");
    }

    @Test
    void plugin_whenItCannotBeDone_shouldSayWhy() {
        assertThatThrownBy(() -> shell.run("plugin", "nobody")).hasMessageContaining("no plugin 'nobody'");
        shell.session.plugins.add(comment().build());
        assertThatThrownBy(() -> shell.run("plugin", "comment", "forgive"))
                .hasMessageContaining("'forgive' is none of enable, disable, reset, forget");
        assertThatThrownBy(() -> shell.run("plugin", "comment", "disable", "7")).hasMessageContaining("no torrent '7'");
        shell.session.commandFailure = Optional.of("there is nothing to reset");
        assertThatThrownBy(() -> shell.run("plugin", "comment", "reset"))
                .hasMessageContaining("comment: there is nothing to reset");
    }

    @Test
    void plugins_whenThreadsHang_shouldSayHowMany() throws Exception {
        assertThat(shell.run("plugins")).doesNotContain("hang");
        shell.session.stuckThreads = 2;
        assertThat(shell.run("plugins")).contains("2 threads hang in a plugin's call");
        assertThat(shell.run("plugins", "--json")).contains("\"stuck_threads\":2");
        assertThat(shell.run("stats", "--json")).contains("\"stuck_threads\":2");
        assertThat(shell.run("stats")).contains("stuck        2 threads in plugins' calls");
    }
}
