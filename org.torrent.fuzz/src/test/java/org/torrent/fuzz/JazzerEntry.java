package org.torrent.fuzz;

import java.util.Arrays;

/** What Jazzer calls: the target of the system property {@code fuzz.target}, or all, chosen by the first byte. */
public final class JazzerEntry {
    /** All targets in one process. */
    static final String TOGETHER = "together";

    private static final String NAME = System.getProperty("fuzz.target", TOGETHER);
    private static final FuzzTarget TARGET = NAME.equals(TOGETHER) ? null : Targets.named(NAME);

    private JazzerEntry() {}

    /** One run. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (TARGET != null) {
            TARGET.run(input);
        } else if (input.length > 0) {
            FuzzTarget chosen = Targets.ALL.get((input[0] & 0xff) % Targets.ALL.size());
            runNamed(chosen, Arrays.copyOfRange(input, 1, input.length));
        }
    }

    private static void runNamed(FuzzTarget target, byte[] input) {
        try {
            target.run(input);
        } catch (Exception | Error e) {
            throw new AssertionError("target " + target.name() + ": " + e, e);
        }
    }
}
