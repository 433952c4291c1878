package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.PluginSnapshotBuilder;
import org.torrent.api.deploy.DeployedFile;

/** {@code torrent:plugin NAME}. */
class PluginShownTest {
    private record KnownFile(Path path, State state, String bundle, String version, String reason)
            implements DeployedFile {}

    @TempDir
    Path home;

    private ShellHarness shell;

    @BeforeEach
    void prepare() {
        shell = new ShellHarness(home);
    }

    private static PluginSnapshotBuilder comment() {
        return PluginSnapshotBuilder.of("comment").kind("extension").bundle("b").version("1.0.0");
    }

    @Test
    void plugin_shouldShowAllThatIsKnown() throws Exception {
        shell.files =
                List.of(new KnownFile(home.resolve("c.jar"), DeployedFile.State.ACTIVE, "b", "1.0.0", "a remark"));
        shell.session.plugins.add(comment()
                .ids(List.of(10))
                .extensions(List.of("ut_comment"))
                .services(List.of("org.example.Service"))
                .serviceId(42)
                .hooks(List.of("ExtensionPlugin.onMessage", "ExtensionPlugin.onHandshake"))
                .state(PluginSnapshot.State.WAITING)
                .reason("ut_comment is held by another")
                .calls(3)
                .p50Nanos(430)
                .p99Nanos(12_300)
                .maxNanos(2_100_000_000)
                .errors(1)
                .dropped(7)
                .lastError("onMessage threw")
                .lastErrorMillis(1)
                .lastStack("java.lang.Error\n\tat org.example.A")
                .call("onTick")
                .waitingCalls(5)
                .waitingResults(6)
                .build());
        assertThat(shell.run("plugin", "comment").lines())
                .containsExactly(
                        "plugin       comment",
                        "kind         extension",
                        "bundle       b 1.0.0",
                        "file         " + home.resolve("c.jar") + ", active",
                        "             a remark",
                        "service      42, org.example.Service",
                        "state        waiting",
                        "waits for    ut_comment is held by another",
                        "extensions   ut_comment",
                        "ids          10",
                        "torrents     all",
                        "hooks        ExtensionPlugin.onMessage, ExtensionPlugin.onHandshake",
                        "calls        3, 0.000 ms in all",
                        "time         p50 430 ns, p99 12.3 \u00b5s, max 2.1 s",
                        "under way    onTick",
                        "waiting      5 calls, 6 answers of the session",
                        "dropped      7",
                        "errors       1",
                        "last error   1970-01-01T00:00:00.001Z onMessage threw",
                        "  java.lang.Error",
                        "    at org.example.A");
        assertThat(shell.run("plugin", "comment", "--json"))
                .contains(
                        "\"extensions\":[\"ut_comment\"]",
                        "\"services\":[\"org.example.Service\"],\"service_id\":42",
                        "\"p50_nanos\":430,\"p99_nanos\":12300,\"max_nanos\":2100000000",
                        "\"last_error_time\":\"1970-01-01T00:00:00.001Z\"",
                        "\"files\":[{\"path\":");
    }

    @Test
    void plugin_whenItsBundleIsTyped_shouldShowAllOfIt() throws Exception {
        shell.session.plugins.add(comment().build());
        shell.session.plugins.add(PluginSnapshotBuilder.of("other").bundle("b").build());
        shell.session.plugins.add(
                PluginSnapshotBuilder.of("elsewhere").bundle("c").build());
        assertThat(shell.run("plugin", "b"))
                .contains("plugin       comment", "plugin       other")
                .doesNotContain("elsewhere");
    }

    @Test
    void plugin_whenAnExtensionOfItIsTyped_shouldFindIt() throws Exception {
        shell.session.plugins.add(PluginSnapshotBuilder.of("org.example.Pex")
                .bundle("b")
                .extensions(List.of("ut_pex", "ut_holepunch"))
                .build());
        shell.session.plugins.add(comment().build());
        assertThat(shell.run("plugins")).contains("ut_pex,ut_holepunch");
        assertThat(shell.run("plugin", "ut_pex"))
                .startsWith("plugin       org.example.Pex")
                .doesNotContain("comment");
        assertThat(shell.run("plugin", "ut_holepunch", "disable")).contains("disabled: org.example.Pex");
    }

    @Test
    void plugin_whenItsFileWasRefused_shouldSayWhy() throws Exception {
        shell.files = List.of(
                new KnownFile(home.resolve("c.jar"), DeployedFile.State.REFUSED, "b.c", "1.0.0", "it is no whole jar"));
        assertThat(shell.run("plugin", "b.c").lines())
                .containsExactly(
                        "bundle       b.c 1.0.0",
                        "file         " + home.resolve("c.jar") + ", refused",
                        "             it is no whole jar",
                        "             no plugin of it is known");
        assertThat(shell.run("plugin", "c.jar")).contains("it is no whole jar");
    }
}
