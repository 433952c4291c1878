package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.torrent.console.CommandFailure;
import org.torrent.console.Fixtures;
import org.torrent.console.Limits;
import org.torrent.options.ExitStatus;

class BatchConsoleTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final BundleConverter bundles =
            new BundleConverter(FakeBundles.context("system", "org.example.a", "twice", "twice"));
    private static boolean gone;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What Gogo calls. */
    public static final class EchoCommands {
        public void say(CommandSession session, String[] words) {
            System.out.println(String.join("|", words));
        }

        public void fail(CommandSession session, String[] words) throws CommandFailure {
            throw new CommandFailure("no such thing: " + Fixtures.HOSTILE);
        }

        public void misuse(CommandSession session, String[] words) throws CommandFailure {
            throw new CommandFailure(ExitStatus.USAGE, "no such option");
        }

        public void halt(CommandSession session, String[] words) throws InterruptedException {
            throw new InterruptedException("the framework stops");
        }

        public void refresh() {
            gone = true;
        }

        public void stop(Bundle[] bundles) {
            for (Bundle bundle : bundles) {
                System.out.println("stopped " + bundle.getBundleId());
            }
        }
    }

    /** Has a command of the same name. */
    public static final class OtherCommands {
        public void say(CommandSession session, String[] words) {
            System.out.println("other");
        }
    }

    @BeforeEach
    void start() {
        threadIo.start();
        EchoCommands commands = new EchoCommands();
        processor.addCommand("torrent", commands, "say");
        processor.addCommand("torrent", commands, "fail");
        processor.addCommand("torrent", commands, "misuse");
        processor.addCommand("torrent", commands, "halt");
        processor.addCommand("torrent", commands, "stop");
        processor.addCommand("torrent", commands, "refresh");
        gone = false;
    }

    @AfterEach
    void stop() {
        processor.stop();
        threadIo.stop();
    }

    @Test
    void run_whenInputEnds_shouldHaveRunEveryLine() throws Exception {
        run("torrent:say a 'b c'\n\n# a remark\ntorrent:say d");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a|b c", "d");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void run_whenALinkHasABackslashOrADollar_shouldGiveItAsItIs() throws Exception {
        run("torrent:say http://a/b\\c$d?e&f magnet:?dn=\\ x");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("http://a/b\\c$d?e&f|magnet:?dn=\\|x");
    }

    @Test
    void run_whenACommandFails_shouldSayWhyInOneSafeLineAndGoOn() throws Exception {
        run("torrent:fail\ntorrent:nope\ntorrent:say on\n");
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("torrent: ").doesNotContain("\u001B", "Exception"));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("on");
    }

    @Test
    void run_whenLinksAndAddressesAreNotQuoted_shouldTakeThemLiterally() throws Exception {
        run("torrent:say " + Fixtures.MAGNET + "&dn=a http://x/?a=b&c=$d [::1]:6881\n");
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(Fixtures.MAGNET + "&dn=a|http://x/?a=b&c=$d|[::1]:6881");
    }

    @Test
    void run_whenScopeIsLeftOut_shouldPreferOurCommands() throws Exception {
        processor.addCommand("other", new OtherCommands(), "say");
        run("say a\n");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a");
    }

    @Test
    void run_whenToldToExit_shouldNotReadOn() throws Exception {
        run("torrent:say a\nexit\ntorrent:say b\n");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "say a; exit, 0",
        "fail, 1",
        "nope; say a, 1",
        "fail; misuse; say a, 2",
        "misuse; fail, 1",
        "misuse; exit, 2",
        "fail; exit 0, 0",
        "say a; quit 7; fail, 7",
        "fail; halt; say a, 1"
    })
    void run_shouldEndWithTheStatusOfTheLastThatFailedOrOfExit(String lines, int status) {
        assertThat(run(lines.replace("; ", "\n"))).isEqualTo(status);
    }

    @Test
    void run_whenACommandRefreshesTheConsole_shouldSayThatItEnds() {
        assertThat(run("say a\nrefresh\nsay b\n")).isEqualTo(ExitStatus.FAILURE);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a command refreshed the console itself");
        gone = false;
        assertThat(run("refresh")).as("nothing followed").isZero();
    }

    @Test
    void run_whenALineIsTooLong_shouldEndAsAfterWrongUsage() {
        assertThat(run("say " + "x".repeat(Limits.LINE_CHARS) + "\nsay a")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void run_whenACommandTakesBundles_shouldTakeNumbersAndNames() {
        processor.addConverter(bundles);
        int status = run("torrent:stop 1\ntorrent:stop org.example.a 2 0\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("stopped 1", "stopped 1", "stopped 2", "stopped 0");
        assertThat(status).isZero();
        assertThat(run("torrent:stop 99\ntorrent:stop nobody\ntorrent:stop twice\n"))
                .isEqualTo(ExitStatus.FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "torrent: there is no bundle 99: see lb",
                        "torrent: there is no bundle 'nobody': give its number, or its symbolic name as in lb -s",
                        "torrent: 'twice' may be 2 or 3: give the number");
    }

    @Test
    @Timeout(10)
    void run_whenMoreLinesThanAreReadAhead_shouldRunAllAndEnd() throws Exception {
        int lines = 5 * Limits.LINES_AHEAD + 1;
        run("torrent:say a\n".repeat(lines));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(lines);
    }

    @Test
    @Timeout(10)
    void run_whenReadingFails_shouldRunWhatWasReadAndEnd() throws Exception {
        byte[] lines = "torrent:say a\n".repeat(2 * Limits.LINES_AHEAD).getBytes(StandardCharsets.UTF_8);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(lines), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        });
        assertThat(console(broken).run()).isEqualTo(ExitStatus.FAILURE);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2 * Limits.LINES_AHEAD);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("can't be read any more: broken");
    }

    @Test
    void run_whenALineIsTooLong_shouldLeaveItOutAndGoOn() throws Exception {
        String tooLong = "torrent:say " + "x".repeat(Limits.LINE_CHARS);
        run(tooLong + "\r\ntorrent:say a\r\n" + tooLong);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("a");
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("more than 131072 characters"));
    }

    private int run(String input) {
        return console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .run();
    }

    private BatchConsole console(InputStream in) {
        return new BatchConsole(
                processor,
                bundles,
                () -> gone,
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                (message, cause) -> {});
    }
}
