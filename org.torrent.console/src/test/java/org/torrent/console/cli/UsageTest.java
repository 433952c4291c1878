package org.torrent.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.console.FakeSession;
import org.torrent.console.Fixtures;

class UsageTest {
    @TempDir
    Path directory;

    private CommandLineHarness harness() {
        return new CommandLineHarness(new FakeSession().here(), directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "--nope",
                "get",
                "get x --nope",
                "get x --timeout 0",
                "get x --timeout -1",
                "get x --timeout soon",
                "get x --peer nowhere",
                "get x --peer host.invalid:1",
                "get x --peer [::1]",
                "get x --listen 70000",
                "get x --dir",
                "get x --dir a --dir b",
                "seed",
                "seed a b",
                "create",
                "create p --piece-size 17K",
                "create p --piece-size",
                "daemon x",
                "plugin",
                "plugin new",
                "plugin new a b",
                "plugin new a --kind other",
                "daemon --listen ::1:1",
                "--listen x",
                "get x --seed=false",
                "get x --json=yes",
                "create p --private=0"
            })
    void run_whenUsageIsWrong_shouldExitWith2AndOneLine(String line) {
        CommandLineHarness harness = harness();
        assertThat(harness.run(line.split(" "))).isEqualTo(2);
        assertThat(harness.err().lines())
                .hasSize(1)
                .allSatisfy(text -> assertThat(text).startsWith("torrent").contains("--help"));
        assertThat(harness.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get x --dir|",
                "get x --dir=",
                "get x --dir|  ",
                "get|",
                "get x --peer|",
                "get x --timeout|",
                "seed x --dir|",
                "create|",
                "create p -o|",
                "create p --comment|",
                "create p --tracker|",
                "create p --piece-size|",
                "daemon --listen|",
                "daemon --pex|"
            })
    void run_whenAValueIsEmpty_shouldRefuseItAndDoNothing(String line) {
        CommandLineHarness harness = harness();
        String[] words = line.split("\\|", -1);
        List<String> arguments = new ArrayList<>(List.of(words[0].split(" ")));
        arguments.addAll(List.of(words).subList(1, words.length));
        assertThat(harness.run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(harness.err().lines()).singleElement().asString().contains("torrent");
        assertThat(harness.out()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "seed", "create", "daemon", "demo", "plugin"})
    void run_whenHelpIsAsked_shouldPrintItAndExitWith0(String command) {
        CommandLineHarness harness = harness();
        assertThat(harness.run((command + " --help").strip().split(" "))).isZero();
        assertThat(harness.out()).contains("Usage: torrent").doesNotContain("\u001B");
        assertThat(harness.err()).isEmpty();
    }

    @Test
    void run_whenVersionIsAsked_shouldPrintIt() {
        CommandLineHarness harness = harness();
        assertThat(harness.run("--version")).isZero();
        assertThat(harness.out()).startsWith("torrent ");
    }

    @Test
    void run_whenArgumentIsHostile_shouldNotEchoItToTheTerminal() {
        CommandLineHarness harness = harness();
        assertThat(harness.run("get", Fixtures.MAGNET, "--" + Fixtures.HOSTILE)).isEqualTo(2);
        assertThat(harness.err()).doesNotContain("\u001B", "\u202E", "\u009B");
    }

    @Test
    void run_whenThereAreNoArguments_shouldRunTheConsole() {
        CommandLineHarness harness = harness();
        assertThat(harness.run()).isZero();
        assertThat(harness.consoleRan).isTrue();
        assertThat(harness.out()).isEmpty();
        harness.consoleStatus = 7;
        assertThat(harness.run()).isEqualTo(7);
    }

    @Test
    void run_whenConsoleIsToldWhereToListen_shouldSayWhereItDoes() {
        CommandLineHarness harness = harness();
        assertThat(harness.run("--listen", "0")).isZero();
        assertThat(harness.out()).isEqualTo("listening on 127.0.0.1:6881" + System.lineSeparator());
    }
}
