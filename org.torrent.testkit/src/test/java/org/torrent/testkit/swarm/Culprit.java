package org.torrent.testkit.swarm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.hook.Hook;

/** Misbehaves in one hook of one torrent, whenever that is called. */
final class Culprit implements TorrentPluginFactory {
    /** A hook is being called. */
    record Call(Culprit culprit, TorrentContext torrent, PeerContext peer) {}

    private final Hook hook;
    private final Misbehaviour behaviour;
    private final TorrentId where;
    private final Machine machine;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean hit;

    Culprit(Hook hook, Misbehaviour behaviour, TorrentId where, Machine machine) {
        this.hook = hook;
        this.behaviour = behaviour;
        this.where = where;
        this.machine = machine;
    }

    /** Whether its hook was called. */
    boolean isHit() {
        return hit;
    }

    /** Waits for the end of the test, that long at most. */
    void pace(long millis) throws InterruptedException {
        end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** How often any of its hooks was called. */
    int calls() {
        return calls.get();
    }

    /** Whether a thread is in its hook. */
    boolean isBusy() {
        return inside.get() > 0;
    }

    /** Whether the test is over: hooks that hang return. */
    boolean isReleased() {
        return end.getCount() == 0;
    }

    /** The test is over. */
    void release() {
        end.countDown();
    }

    /** Returns when the test is over; an interrupt does not end it. */
    void hang() {
        while (!isReleased()) {
            try {
                end.await();
            } catch (InterruptedException e) {
                continue; // it is one of the deaf
            }
        }
    }

    /** Its bundle goes, from inside. */
    void leave() {
        machine.session.pluginRegistry().removeTorrentPluginFactory(this);
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        if (!torrent.id().equals(where)) {
            return null;
        }
        return OneHook.plugin(
                TorrentPlugin.class,
                method -> called(TorrentPlugin.class, method, torrent, null),
                (method, arguments) ->
                        method.equals("newConnection") ? newConnection(torrent, (PeerContext) arguments[0]) : null);
    }

    private PeerPlugin newConnection(TorrentContext torrent, PeerContext peer) {
        return OneHook.plugin(
                PeerPlugin.class,
                method -> called(PeerPlugin.class, method, torrent, peer),
                (method, arguments) -> null);
    }

    private void called(Class<?> contract, String method, TorrentContext torrent, PeerContext peer) {
        calls.incrementAndGet();
        if (contract == hook.contract() && method.equals(hook.label())) {
            inside.incrementAndGet();
            hit = true;
            try {
                behaviour.act(new Call(this, torrent, peer));
            } finally {
                inside.decrementAndGet();
            }
        }
    }
}
