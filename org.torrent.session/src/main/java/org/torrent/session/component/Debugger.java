package org.torrent.session.component;

import java.lang.management.ManagementFactory;

/** Whether somebody may hold threads of this process at a breakpoint. */
final class Debugger {
    private Debugger() {}

    /** Whether the process was started so that a debugger can attach. */
    static boolean mayHoldThreads() {
        return isNamed(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** Whether one of java's options is about JDWP. */
    static boolean isNamed(Iterable<String> options) {
        for (String option : options) {
            if (option.startsWith("-agentlib:jdwp") || option.startsWith("-Xrunjdwp") || option.equals("-Xdebug")) {
                return true;
            }
        }
        return false;
    }
}
