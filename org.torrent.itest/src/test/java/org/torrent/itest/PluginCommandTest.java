package org.torrent.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Plugins switched off and on by commands from a pipe, over restarts of the process. */
public class PluginCommandTest {
    private static final String PEX = "org.torrent.ext.pex.PexPlugin";

    @Test
    public void plugin_whenItIsSwitchedOff_shouldStayOffUntilItIsSwitchedOn() throws Exception {
        Path home = Payload.folder("switches");
        String off = run(home, "plugin " + PEX + " disable", "plugins --json");
        assertTrue(off, off.contains("disabled: " + PEX));
        assertTrue(off, off.contains(state("disabled")));

        String again = run(1, home, "plugin " + PEX, "plugin " + PEX + " reset", "plugin " + PEX + " enable --json");
        assertTrue(again, again.contains("state        disabled"));
        assertTrue(again, again.contains(PEX + ": there is nothing to reset"));
        assertTrue(again, again.contains(state("active")));

        String on = run(home, "plugins --json");
        assertTrue(on, on.contains(state("active")));
        assertTrue(on, on.contains("\"stuck_threads\":0"));
    }

    private static String state(String state) {
        return "\"state\":\"" + state + "\",\"reason\":\"" + (state.equals("active") ? "\"" : "switched off");
    }

    private static String run(Path home, String... commands) throws Exception {
        return run(0, home, commands);
    }

    private static String run(int status, Path home, String... commands) throws Exception {
        Path input = home.resolve("commands");
        Files.write(input, List.of(commands));
        try (Child console = Child.console(home, input)) {
            assertEquals(status, console.exitStatus());
            return String.join("\n", console.lines());
        }
    }
}
