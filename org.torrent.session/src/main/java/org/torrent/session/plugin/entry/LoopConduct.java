package org.torrent.session.plugin.entry;

import org.torrent.runtime.watch.CallOwner;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.guard.ErrorBudget;
import org.torrent.session.plugin.guard.ErrorText;
import org.torrent.session.plugin.guard.KeptTime;
import org.torrent.session.plugin.hook.HookIds;

/** How a plugin's calls on loops do, as the watch over loops finds them, and what that costs it. The watch's thread. */
final class LoopConduct implements CallOwner {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PluginEntry entry;
    private final ErrorBudget slowCalls;
    private final KeptTime kept;
    private volatile String overdue = "";

    LoopConduct(PluginEntry entry) {
        this.entry = entry;
        long window = entry.environment().limits().errorWindowNanos();
        this.slowCalls = new ErrorBudget(PluginLimits.SLOW_CALLS - 1, window);
        this.kept = new KeptTime(window);
    }

    /** The call that runs too long at the moment; empty for none. Any thread. */
    String overdue() {
        return overdue;
    }

    /** A quarantine is over: what its calls took before it counts no more. Any thread. */
    void reset() {
        kept.reset();
    }

    @Override
    public String label(int call) {
        return HookIds.label(call);
    }

    @Override
    public void slow(String call, long nanos) {
        keptLoop(nanos);
        if (slowCalls.spend(entry.environment().nowNanos())) {
            slowCalls.reset();
            entry.failed(PluginLimits.SLOW_CALLS + " slow calls on the loop of a torrent, the last: " + call + " took "
                    + nanos / NANOS_PER_MILLI + " ms");
        }
    }

    @Override
    public void late(String call, long nanos, StackTraceElement[] stack) {
        entry.meter().tookAtLeast(nanos);
        overdue = call + " has been running for " + nanos / NANOS_PER_MILLI + " ms, at " + ErrorText.top(stack);
        entry.failed(overdue, ErrorText.of(stack));
    }

    @Override
    public void cameBack(long nanos) {
        overdue = "";
        keptLoop(nanos);
    }

    /** Each call may be within its time: the other torrents of the loop wait for all of them. */
    private void keptLoop(long nanos) {
        entry.meter().tookAtLeast(nanos);
        long sum = kept.add(entry.environment().nowNanos(), nanos);
        if (sum > PluginLimits.KEPT_LOOP_NANOS && !entry.quarantined()) {
            entry.overBudget("its calls kept loops of torrents for " + sum / NANOS_PER_MILLI + " ms within "
                    + entry.environment().limits().errorWindowNanos() / NANOS_PER_MILLI + " ms");
        }
    }

    @Override
    public void stuck(String call, long nanos) {
        entry.gaveUp(call + " did not return");
    }
}
