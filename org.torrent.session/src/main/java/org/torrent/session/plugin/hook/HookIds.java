package org.torrent.session.plugin.hook;

/** A number for each hook of all tables that a loop calls, as marks of loops hold it. */
public final class HookIds {
    /** A task that a plugin handed in: no hook. */
    public static final int TASK = 4_000;

    private static final int TABLE = Long.SIZE;
    private static final Hook[][] TABLES = {
        ReceivedHook.values(), SentHook.values(), PeerHook.values(), TorrentHook.values(), SessionHook.values()
    };

    private HookIds() {}

    /** The hook's number. */
    public static int of(ReceivedHook hook) {
        return hook.ordinal();
    }

    /** The hook's number. */
    public static int of(SentHook hook) {
        return TABLE + hook.ordinal();
    }

    /** The hook's number. */
    public static int of(PeerHook hook) {
        return 2 * TABLE + hook.ordinal();
    }

    /** The hook's number. */
    public static int of(TorrentHook hook) {
        return 3 * TABLE + hook.ordinal();
    }

    /** The hook's number. */
    public static int of(SessionHook hook) {
        return 4 * TABLE + hook.ordinal();
    }

    /** What it is called. */
    public static String label(int id) {
        return id == TASK ? "task" : TABLES[id / TABLE][id % TABLE].label();
    }
}
