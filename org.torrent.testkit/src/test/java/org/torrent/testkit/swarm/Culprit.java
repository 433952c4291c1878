package org.torrent.testkit.swarm;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.hook.Hook;

/**
 * Misbehaves in one hook of one torrent, whenever that is called. It is registered as what the hook belongs to: a session
 * plugin, an extension, or a factory.
 */
final class Culprit {
    /** The name of the extension, which {@link Chatter} speaks. */
    static final String NAME = "ut_pony";

    /**
     * A hook is being called.
     *
     * @param session null but in a session plugin
     * @param torrent null where there is none
     * @param peer null where there is none
     */
    record Call(Culprit culprit, SessionContext session, TorrentContext torrent, PeerContext peer) {
        /** The torrents it can reach. */
        Collection<TorrentContext> torrents() {
            if (torrent != null) {
                return List.of(torrent);
            }
            return session == null ? List.of() : session.torrents();
        }
    }

    private final Hook hook;
    private final Misbehaviour behaviour;
    private final TorrentId where;
    private final Machine machine;
    private final Object service;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger acted = new AtomicInteger();
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);
    private volatile SessionContext session;
    private volatile boolean hit;

    Culprit(Hook hook, Misbehaviour behaviour, TorrentId where, Machine machine) {
        this.hook = hook;
        this.behaviour = behaviour;
        this.where = where;
        this.machine = machine;
        this.service = service(hook.contract());
    }

    private Object service(Class<?> contract) {
        if (contract == SessionPlugin.class) {
            return OneHook.plugin(
                    SessionPlugin.class,
                    this::calledOfSession,
                    (method, arguments) ->
                            method.equals("newTorrent") ? newTorrent((TorrentContext) arguments[0], null) : null);
        } else if (contract == ExtensionPlugin.class) {
            return OneHook.plugin(
                    ExtensionPlugin.class,
                    (method, arguments) -> called(ExtensionPlugin.class, method, null, null),
                    (method, arguments) -> method.equals("name") ? NAME : null);
        }
        return (TorrentPluginFactory) this::newTorrent;
    }

    /** It arrives. */
    void arrive(PluginOrigin origin) {
        PluginsOfSession registry = machine.session.pluginRegistry();
        if (service instanceof SessionPlugin plugin) {
            registry.addSessionPlugin(plugin, origin);
        } else if (service instanceof ExtensionPlugin plugin) {
            registry.addExtension(plugin, origin);
        } else {
            registry.addTorrentPluginFactory((TorrentPluginFactory) service, origin);
        }
    }

    /** Its bundle goes; also from inside. */
    void leave() {
        PluginsOfSession registry = machine.session.pluginRegistry();
        if (service instanceof SessionPlugin plugin) {
            registry.removeSessionPlugin(plugin);
        } else if (service instanceof ExtensionPlugin plugin) {
            registry.removeExtension(plugin);
        } else {
            registry.removeTorrentPluginFactory((TorrentPluginFactory) service);
        }
    }

    /** Another version of it, that behaves. */
    Culprit better() {
        return new Culprit(hook, Misbehaviour.BEHAVES, where, machine);
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

    /** Whether it has misbehaved less often than that; calls within calls are one. */
    boolean isAmongTheFirst(int count) {
        return depth.get() > 1 || acted.incrementAndGet() <= count;
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

    private TorrentPlugin newTorrent(TorrentContext torrent, Object userData) {
        if (!torrent.id().equals(where)) {
            return null;
        }
        return OneHook.plugin(
                TorrentPlugin.class,
                (method, arguments) -> called(TorrentPlugin.class, method, torrent, null),
                (method, arguments) ->
                        method.equals("newConnection") ? newConnection(torrent, (PeerContext) arguments[0]) : null);
    }

    private PeerPlugin newConnection(TorrentContext torrent, PeerContext peer) {
        return OneHook.plugin(
                PeerPlugin.class,
                (method, arguments) -> called(PeerPlugin.class, method, torrent, peer),
                (method, arguments) -> null);
    }

    private void calledOfSession(String method, Object[] arguments) {
        TorrentContext torrent = null;
        if (method.equals("added")) {
            session = (SessionContext) arguments[0];
        } else if (method.equals("newTorrent")) {
            torrent = (TorrentContext) arguments[0];
            if (!torrent.id().equals(where)) {
                return;
            }
        }
        called(SessionPlugin.class, method, torrent, null);
    }

    private void called(Class<?> contract, String method, TorrentContext torrent, PeerContext peer) {
        calls.incrementAndGet();
        if (contract == hook.contract() && method.equals(hook.label())) {
            depth.set(depth.get() + 1);
            hit = true;
            try {
                behaviour.act(new Call(this, session, torrent, peer));
            } finally {
                depth.set(depth.get() - 1);
            }
        }
    }
}
