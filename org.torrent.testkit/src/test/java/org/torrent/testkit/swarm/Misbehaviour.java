package org.torrent.testkit.swarm;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.TorrentContext;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.hook.Hook;
import org.torrent.session.plugin.hook.TorrentHook;

/** What a plugin does in a hook. */
enum Misbehaviour {
    /** A bug. */
    THROWS(Named.ALWAYS, call -> {
        throw new IllegalStateException("a bug");
    }),
    /** A package that is not there. */
    MISSES_A_CLASS(Named.ALWAYS, call -> {
        throw new NoClassDefFoundError("org/example/Gone");
    }),
    /** No memory. */
    RUNS_OUT_OF_MEMORY(Named.ALWAYS, call -> {
        throw new OutOfMemoryError("so it says");
    }),
    /** No stack. */
    OVERFLOWS_THE_STACK(Named.ALWAYS, call -> recurse(1)),
    /** For a while, as one that waits for a disk: 300 ms where a call may take 250. */
    SLEEPS(Named.ALWAYS, call -> sleep()),
    /** For ever, whoever interrupts. */
    HANGS(Named.ALWAYS, call -> call.culprit().hang()),
    /** For ever, and there is nothing in it that an interrupt could end. */
    SPINS(Named.ALWAYS, call -> spin(call.culprit())),
    /** Sends far more than anybody takes. */
    SENDS_FLOODS(Named.NEVER, Misbehaviour::send),
    /** Posts far more alerts than anybody reads. */
    POSTS_FLOODS(Named.NEVER, Misbehaviour::post),
    /** Its bundle is replaced, from inside. */
    REPLACES_ITSELF(Named.NEVER, Misbehaviour::replace),
    /** Pauses the torrent, in {@code onPause} too, and then again. */
    PAUSES(Named.IN_ON_PAUSE, Misbehaviour::pause),
    /** In order. */
    BEHAVES(Named.NEVER, call -> {});

    private enum Named {
        ALWAYS,
        NEVER,
        IN_ON_PAUSE
    }

    private static final WatchTimes QUICK = new WatchTimes(50_000_000, 100_000_000, 200_000_000, 400_000_000);
    private static final WatchTimes PATIENT = new WatchTimes(20_000_000, 50_000_000, 60_000_000_000L, 60_000_000_000L);
    private static final long DEADLINE_NANOS = 100_000_000; // of calls on lanes
    private static final long SLEEP_NANOS = 120_000_000;
    private static final int FLOODS = 5;
    private static final int FLOOD = 300;
    private static final int PAUSES_OF_A_CASE = 3;
    private static final int UNKNOWN_TYPE = 98;

    private final Named named;
    private final Consumer<Culprit.Call> action;

    Misbehaviour(Named named, Consumer<Culprit.Call> action) {
        this.named = named;
        this.action = action;
    }

    /** Whether it can do that there: an extension has no way to post, to pause or to send but by an answer. */
    boolean fits(Hook hook) {
        boolean needsContext = this == SENDS_FLOODS || this == POSTS_FLOODS || this == PAUSES;
        return hook.contract() != ExtensionPlugin.class || !needsContext;
    }

    /** Whether the plugin is charged with it. */
    boolean isNamedIn(Hook hook) {
        return named == Named.ALWAYS || named == Named.IN_ON_PAUSE && hook == TorrentHook.PAUSE;
    }

    /** Whether it goes on until the test lets it go. */
    boolean isEndless() {
        return this == HANGS || this == SPINS;
    }

    /** The times of the watch: none where nothing is slow, so that a busy machine is no misbehaviour. */
    WatchTimes times() {
        if (this == SLEEPS) {
            return PATIENT;
        }
        return isEndless() ? QUICK : WatchTimes.OFF;
    }

    /** How long calls on lanes may take, and what leaves is waited for: the same. */
    PluginLimits limits() {
        PluginLimits shipped = PluginLimits.defaults().withLeaveMillis(300);
        return this == SLEEPS || isEndless() ? shipped.withCallDeadline(DEADLINE_NANOS) : shipped;
    }

    /** Does it. */
    void act(Culprit.Call call) {
        action.accept(call);
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + depth;
    }

    private static void sleep() {
        long until = System.nanoTime() + SLEEP_NANOS;
        for (long left = SLEEP_NANOS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void spin(Culprit culprit) {
        while (!culprit.isReleased()) {
            Thread.yield();
        }
    }

    private static void send(Culprit.Call call) {
        if (!call.culprit().isAmongTheFirst(FLOODS)) {
            return;
        }
        if (call.peer() != null) {
            send(call.peer());
        } else {
            call.torrents()
                    .forEach(torrent -> torrent.execute(() -> torrent.peers().forEach(Misbehaviour::send)));
        }
    }

    private static void send(PeerContext peer) {
        byte[] body = new byte[32 * 1024];
        for (int i = 0; i < FLOOD; i++) {
            peer.send(new PeerMessage.Unknown(UNKNOWN_TYPE, body));
        }
    }

    private static void post(Culprit.Call call) {
        if (!call.culprit().isAmongTheFirst(FLOODS)) {
            return;
        }
        Alert alert = Alert.of(AlertCategory.EXTENSION, "flood", "one of many").build();
        for (int i = 0; i < FLOOD; i++) {
            if (call.torrent() != null) {
                call.torrent().postAlert(alert);
            } else {
                call.session().postAlert(alert);
            }
        }
    }

    private static void replace(Culprit.Call call) {
        if (call.culprit().isAmongTheFirst(1)) {
            call.culprit().leave();
            call.culprit().better().arrive(origin("culprit", 4));
        }
    }

    private static void pause(Culprit.Call call) {
        if (call.culprit().isAmongTheFirst(PAUSES_OF_A_CASE)) {
            call.torrents().forEach(TorrentContext::pause);
        }
    }

    /** A bundle whose plugins running torrents adopt; the culprit's are asked first. */
    static PluginOrigin origin(String bundle, long service) {
        int ranking = bundle.equals("culprit") ? 10 : 0;
        return new PluginOrigin(
                bundle, "1", service, ranking, Map.of(PluginProperties.ADOPTION, PluginProperties.ADOPTION_LIVE));
    }
}
