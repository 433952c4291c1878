package org.torrent.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrent.console.CommandFailure;
import org.torrent.console.Fixtures;

class BatchConsoleTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
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

    private void run(String input) throws InterruptedException {
        new BatchConsole(
                        processor,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        (message, cause) -> {})
                .run();
    }
}
