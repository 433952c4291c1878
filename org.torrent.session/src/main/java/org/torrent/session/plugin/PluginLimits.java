package org.torrent.session.plugin;

import java.util.concurrent.TimeUnit;

/**
 * Every maximum of the plugin runtime.
 *
 * @param callDeadlineNanos how long one callback of an {@code ExtensionPlugin} may take before its lane is abandoned
 * @param errorBudget callbacks that may throw or come late within {@code errorWindowNanos}; one more quarantines
 * @param errorWindowNanos see {@code errorBudget}
 * @param retryNanos first wait before a quarantined plugin is tried again; doubles each time
 * @param maxRetryNanos longest such wait
 * @param laneMessages messages waiting in one lane
 * @param laneBytes their bytes
 * @param laneMessagesPerPeer messages of one connection waiting in one lane
 * @param queuedBytesPerPlugin payload a plugin may have queued for all peers
 * @param queuedBytesPerPeer extended payload queued for one peer beyond which plugins' messages are refused
 * @param heldBytesPerPlugin memory of blocks that one plugin may hold
 * @param heldBytes the same of all plugins together
 * @param graceNanos how long a slot may be empty before peers are told
 * @param repeatNanos shortest time between two of our extension handshakes to one peer
 * @param repeatBurst handshakes that may follow at that pace; beyond, one per {@code repeatRefillNanos}
 * @param repeatRefillNanos see {@code repeatBurst}
 * @param leaveMillis how long a plugin's bundle waits for calls under way when it stops; 0 in a simulation
 * @param adoptLive whether running torrents adopt a plugin that does not say
 */
public record PluginLimits(
        long callDeadlineNanos,
        int errorBudget,
        long errorWindowNanos,
        long retryNanos,
        long maxRetryNanos,
        int laneMessages,
        int laneBytes,
        int laneMessagesPerPeer,
        int queuedBytesPerPlugin,
        int queuedBytesPerPeer,
        int heldBytesPerPlugin,
        int heldBytes,
        long graceNanos,
        long repeatNanos,
        int repeatBurst,
        long repeatRefillNanos,
        long leaveMillis,
        boolean adoptLive) {
    /** Length of an extension's name in characters. */
    public static final int NAME_CHARS = 64;

    /** Bencoded bytes that one plugin adds to one of our extension handshakes. */
    public static final int HANDSHAKE_BYTES = 8 * 1024;

    /** The same of all plugins together: with all names there may be it stays below what peers read. */
    public static final int HANDSHAKE_BYTES_IN_SUM = 32 * 1024;

    /** Bytes of a peer's extension handshake that are kept to be replayed. */
    public static final int REPLAY_BYTES = 4 * 1024;

    /** Extensions that a peer offers, as far as they are kept. */
    public static final int THEIR_NAMES = 64;

    /** Bytes of {@code v} in a peer's extension handshake. */
    public static final int CLIENT_BYTES = 256;

    /** Extension handshakes that a peer may send in a row; beyond, one per {@link #THEIR_REFILL_NANOS}. */
    public static final int THEIR_HANDSHAKES = 20;

    /** Bytes of these together, one of the largest and a few usual ones; beyond, as many of them as of handshakes. */
    public static final int THEIR_HANDSHAKE_BYTES = 96 << 10;

    /** See {@link #THEIR_HANDSHAKES}. */
    public static final long THEIR_REFILL_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Bytes that one plugin saves for one torrent. */
    public static final int STATE_BYTES = 64 * 1024;

    /** Bytes that one plugin saves for the session. */
    public static final int SESSION_STATE_BYTES = 1024 * 1024;

    /** Bytes that all plugins saved for one torrent, those that are absent too. */
    public static final int STATE_BYTES_PER_TORRENT = 256 * 1024;

    /** Bytes that one plugin saved for the session and all torrents. */
    public static final int STATE_BYTES_PER_PLUGIN = 16 << 20;

    /** The same of all plugins, those that are absent too; kept on the heap. */
    public static final int STATE_BYTES_IN_SUM = 32 << 20;

    /** What a state counts beside its bytes and its key. */
    public static final int STATE_OVERHEAD_BYTES = 64;

    /** How often plugins are asked for what is to be saved. */
    public static final long STATE_SAVE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** How long until what could not be written is written again. */
    public static final long STATE_RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Alerts of the session's own that wait for {@code onAlert} of one plugin. */
    public static final int ALERTS = 2_048;

    /** Alerts of another plugin that wait there. */
    public static final int ALERTS_OF_PLUGIN = 512;

    /** The same of all plugins. */
    public static final int ALERTS_OF_PLUGINS = 2_048;

    /** Tasks of one plugin that wait for their time or their turn, in all torrents. */
    public static final int TASKS = 1_024;

    /** Tasks of one plugin that run on a torrent's loop before others have their turn. */
    public static final int TASKS_PER_TURN = 32;

    /** How long they may take together before others have their turn. */
    public static final long TASK_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Factories that are attached to one torrent. */
    public static final int ATTACHED_PER_TORRENT = 32;

    /** The same of all torrents. */
    public static final int ATTACHED = 1_024;

    /** Messages that plugins send within each other, from hooks that hear of the one before. */
    public static final int NESTED_MESSAGES = 8;

    /** Bytes of a message of an unknown type that a plugin sends. */
    public static final int UNKNOWN_BYTES = 64 * 1024;

    /** Characters of who told a plugin of trackers. */
    public static final int SOURCE_CHARS = 64;

    /** Trackers that a plugin names in one call. */
    public static final int NAMED_TRACKERS = 32;

    /** Peers that a plugin names in one call. */
    public static final int NAMED_PEERS = 200;

    /** What a queued message counts beside its payload: one without payload is no less of an object. */
    public static final int MESSAGE_BYTES = 256;

    /** Calls of {@code onPause} and {@code onResume} of a torrent within each other. */
    public static final int LIFE_QUESTIONS = 8;

    /** What one plugin offered (metadata, torrents to add) and the engine has not looked at. */
    public static final int OFFERS_PER_PLUGIN = 64;

    /** Its bytes: more than the largest metadata. */
    public static final int OFFERED_BYTES_PER_PLUGIN = 32 << 20;

    /** The same of all plugins together. */
    public static final int OFFERS = 256;

    /** Its bytes. */
    public static final int OFFERED_BYTES = 64 << 20;

    /** Connections that are held while plugins are asked for the torrent they name, and it is added. */
    public static final int HELD_HANDSHAKES = 64;

    /** The same from one address, once half of all are taken. */
    public static final int HELD_HANDSHAKES_PER_ADDRESS = 4;

    /** How long one is held at most. */
    public static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How long all plugins together have to say what torrent to add. */
    public static final long UNKNOWN_TORRENT_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** DHT queries that are held while plugins are asked. */
    public static final int DHT_QUERIES = 256;

    /** The same from one address, once half of all are taken. */
    public static final int DHT_QUERIES_PER_ADDRESS = 8;

    /** How long all plugins together have to answer a DHT query. */
    public static final long DHT_QUERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Bytes of a DHT query that plugins are asked about. */
    public static final int DHT_QUERY_BYTES = 2_048;

    /** Bytes of a plugin's response to a DHT query. */
    public static final int DHT_RESPONSE_BYTES = 1_024;

    /** How long plugins that started wait to be taken up until it is known which of them are switched off. */
    public static final long SWITCHES_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Characters of an error that are kept. */
    public static final int ERROR_CHARS = 300;

    /** Characters of an error's stack that are logged and kept: all of any but those of a deep recursion or a strange exception. */
    public static final int STACK_CHARS = 16_384;

    /** Frames of a late call's stack in the log. */
    public static final int STACK_FRAMES = 40;

    /** Calls of a full plugin on loops that are slow within {@code errorWindowNanos} and then count as one error. */
    public static final int SLOW_CALLS = 3;

    /**
     * How long calls of a full plugin that are slow or late may keep loops within {@code errorWindowNanos}, in sum: other torrents
     * of a loop wait for all of them.
     */
    public static final long KEPT_LOOP_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Characters of the filter that says which torrents a plugin is for. */
    public static final int TARGET_CHARS = 1_024;

    /** Extension names that one full plugin declares. */
    public static final int DECLARED_NAMES = 64;

    /** Characters of a service property that are shown when it can't be read. */
    public static final int SHOWN_CHARS = 64;

    /** Reasons that are listed with one plugin. */
    public static final int REASONS = 5;

    /** The longest delay of a scheduled task: a longer one is as good as never. */
    public static final long DELAY_NANOS = TimeUnit.DAYS.toNanos(36_500);

    /** Plugins that the user switched off, everywhere and for single torrents, in sum. */
    public static final int SWITCHED_OFF = 4_096;

    /** How long a command about a plugin may wait for the storage and for plugins that start. */
    public static final long COMMAND_NANOS = 60_000_000_000L;

    /** Plugins that start at a time, those that hang in their start included; more wait for one of them. */
    public static final int STARTING_THREADS = 16;

    /** Plugins that are released at a time, those that hang in that included. */
    public static final int ENDING_THREADS = 16;

    /** How long a plugin may take for its constructor, its activation and its name; nobody waits longer. */
    public static final long START_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How long a plugin may take for its deactivation; it is interrupted then, and its bundle stops without. */
    public static final long END_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How long whoever registers a plugin's service waits for its start. */
    public static final long START_PATIENCE_MILLIS = 100;

    /** Plugins that left whose place in the order of arrival is remembered. */
    public static final int REMEMBERED_PLACES = 1_024;

    /** Period of ticks and of the watch over lanes. */
    public static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final PluginLimits DEFAULTS = new PluginLimits(
            TimeUnit.SECONDS.toNanos(2),
            10,
            TimeUnit.MINUTES.toNanos(1),
            TimeUnit.SECONDS.toNanos(30),
            TimeUnit.HOURS.toNanos(1),
            4_096,
            8 << 20,
            32,
            4 << 20,
            1 << 20,
            4 << 20,
            16 << 20,
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(1),
            5,
            TimeUnit.SECONDS.toNanos(10),
            5_000,
            false);

    /** Checks that each lets something through. */
    public PluginLimits {
        if (callDeadlineNanos < 1 || errorBudget < 0 || errorWindowNanos < 1 || retryNanos < 1) {
            throw new IllegalArgumentException("a plugin without time or errors to spare can't be called");
        }
        if (laneMessages < 1 || laneBytes < 1 || laneMessagesPerPeer < 1) {
            throw new IllegalArgumentException("a lane without room gets no message");
        }
        if (queuedBytesPerPlugin < 1 || queuedBytesPerPeer < 1 || repeatBurst < 1 || leaveMillis < 0) {
            throw new IllegalArgumentException("a limit lets nothing through");
        }
    }

    /** The shipped values. */
    public static PluginLimits defaults() {
        return DEFAULTS;
    }

    /** The same with another default for adoption. */
    public PluginLimits withAdoptLive(boolean live) {
        return with(callDeadlineNanos, leaveMillis, live);
    }

    /** The same with another patience for plugins that leave. */
    public PluginLimits withLeaveMillis(long millis) {
        return with(callDeadlineNanos, millis, adoptLive);
    }

    /** The same with another deadline for calls on lanes. */
    public PluginLimits withCallDeadline(long nanos) {
        return with(nanos, leaveMillis, adoptLive);
    }

    private PluginLimits with(long deadlineNanos, long millis, boolean live) {
        return new PluginLimits(
                deadlineNanos,
                errorBudget,
                errorWindowNanos,
                retryNanos,
                maxRetryNanos,
                laneMessages,
                laneBytes,
                laneMessagesPerPeer,
                queuedBytesPerPlugin,
                queuedBytesPerPeer,
                heldBytesPerPlugin,
                heldBytes,
                graceNanos,
                repeatNanos,
                repeatBurst,
                repeatRefillNanos,
                millis,
                live);
    }
}
