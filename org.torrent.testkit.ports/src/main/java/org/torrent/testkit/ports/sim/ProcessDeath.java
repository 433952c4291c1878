package org.torrent.testkit.ports.sim;

/**
 * The process is gone in the middle of a call: thrown by a simulated port, out of the task and out of the run, so that
 * a test can kill what is left of the process and start the next one.
 */
public final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;

    /** Without a stack: it is no failure. */
    public ProcessDeath() {
        super("the process died", null, false, false);
    }
}
