package org.torrent.session.plugin.host;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.session.plugin.chain.TorrentConnections;
import org.torrent.session.plugin.chain.TorrentPluginChain;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.hook.TorrentHook;
import org.torrent.session.plugin.registry.Catalog;
import org.torrent.session.plugin.registry.PluginRegistry;
import org.torrent.session.plugin.registry.TorrentSlots;

/** One torrent's plugins, in one life of the torrent. The torrent's loop only, but where it says otherwise. */
final class TorrentPluginHost implements PluginsOfTorrent, TorrentConnections {
    private final PluginRegistry registry;
    private final PluginEnvironment environment;
    private final TorrentScope scope;
    private final Consumer<TorrentPluginHost> onEnd;
    private final Set<PeerPluginHost> peers = new LinkedHashSet<>();
    private final AtomicBoolean refreshing = new AtomicBoolean(); // any thread: a refresh is posted
    private Set<String> inGrace = Set.of();
    private long savedNanos; // another moment of the interval for each torrent
    private boolean closed;

    TorrentPluginHost(
            PluginRegistry registry,
            PluginEnvironment environment,
            EngineTorrent port,
            Consumer<TorrentPluginHost> onEnd) {
        this.registry = registry;
        this.environment = environment;
        this.onEnd = onEnd;
        TorrentEpoch epoch = new TorrentEpoch();
        TorrentSlots slots = new TorrentSlots(environment.limits().graceNanos());
        TorrentPluginChain chain = new TorrentPluginChain(epoch, port, slots, this);
        this.scope = new TorrentScope(port, epoch, slots, chain, registry.ids(), environment);
        this.savedNanos = environment.nowNanos()
                - Math.floorMod(port.id().hashCode() * 1_000_000L, PluginLimits.STATE_SAVE_NANOS);
    }

    // ---- what the engine calls --------------------------------------------------------------------------------------

    @Override
    public void start() {
        scope.checkLoop();
        follow(registry.catalog(), true, entry -> true);
    }

    @Override
    public PluginsOfPeer newConnection(EnginePeer peer) throws ConnectionRefusedByPlugin {
        scope.checkLoop();
        PeerPluginHost host = new PeerPluginHost(scope, peer, peers::remove);
        host.attach();
        peers.add(host);
        return host;
    }

    @Override
    public void onMetadata() {
        scope.checkLoop();
        if (registry.catalog().isSelective()) { // its name, and whether it is private, are known now
            refresh();
        }
        scope.chain().tell(TorrentHook.METADATA, TorrentPlugin::onMetadata);
    }

    @Override
    public void onHashed(int piece, boolean passed) {
        scope.checkLoop();
        if (passed) {
            scope.chain().tell(TorrentHook.PIECE_PASS, plugin -> plugin.onPiecePass(piece));
        } else {
            scope.chain().tell(TorrentHook.PIECE_FAILED, plugin -> plugin.onPieceFailed(piece));
        }
    }

    @Override
    public String onPause() {
        scope.checkLoop();
        return scope.chain().ask(TorrentHook.PAUSE, TorrentPlugin::onPause);
    }

    @Override
    public String onResume() {
        scope.checkLoop();
        return scope.chain().ask(TorrentHook.RESUME, TorrentPlugin::onResume);
    }

    @Override
    public void onFilesChecked() {
        scope.checkLoop();
        scope.chain().tell(TorrentHook.FILES_CHECKED, TorrentPlugin::onFilesChecked);
    }

    @Override
    public void onState(TorrentState state) {
        scope.checkLoop();
        scope.chain().tell(TorrentHook.STATE, plugin -> plugin.onState(state));
    }

    @Override
    public void onAddPeer(InetSocketAddress endpoint, int source, int flags) {
        if (scope.chain().wants(TorrentHook.ADD_PEER)) {
            scope.checkLoop();
            scope.chain().tell(TorrentHook.ADD_PEER, plugin -> plugin.onAddPeer(endpoint, source, flags));
        }
    }

    @Override
    public void onPeerErased(InetSocketAddress endpoint) {
        if (scope.chain().wants(TorrentHook.PEER_ERASED)) {
            scope.checkLoop();
            scope.chain().tell(TorrentHook.PEER_ERASED, plugin -> plugin.onPeerErased(endpoint));
        }
    }

    @Override
    public void save() {
        scope.checkLoop();
        scope.chain().save();
    }

    @Override
    public void tick(long nowNanos) {
        scope.checkLoop();
        scope.chain().tell(TorrentHook.TICK, TorrentPlugin::tick);
        if (nowNanos - savedNanos >= PluginLimits.STATE_SAVE_NANOS) {
            savedNanos = nowNanos;
            scope.chain().save();
        }
        Set<String> still = scope.slots().inGrace(nowNanos);
        if (!still.equals(inGrace)) {
            inGrace = still;
            handshakeChanged();
        }
    }

    @Override
    public void close() {
        scope.checkThread();
        if (!closed && !scope.epoch().isOver()) {
            List.copyOf(peers).forEach(peer -> peer.onDisconnect("the torrent stops"));
            closed = true;
            scope.chain().close();
            scope.epoch().end(Runnable::run);
            onEnd.accept(this);
        }
    }

    @Override
    public void orphan() {
        onEnd.accept(this);
        scope.epoch().end(results -> environment.runApart("plugin-orphans", results)); // they are foreign code
    }

    // ---- what the registry tells ------------------------------------------------------------------------------------

    /** There is a new catalog. Any thread; several of them are looked at once. */
    void catalogChanged() {
        if (refreshing.compareAndSet(false, true)) {
            scope.port().post(PluginCall.CATALOG_CHANGED, this::refresh);
        }
    }

    /** Runs when it looked at the catalog that there is now, or ended. Any thread. */
    void whenFollowed(Runnable then) {
        AtomicBoolean done = new AtomicBoolean();
        Lent once = () -> {
            if (done.compareAndSet(false, true)) {
                then.run();
            }
        };
        scope.epoch().lend(once);
        scope.port().post(PluginCall.CATALOG_CHANGED, () -> {
            scope.epoch().forget(once);
            once.revoke();
        });
    }

    /** What plugins saved was read while it lived already: those that could not find it are asked anew. Any thread. */
    void statesCame() {
        scope.port().post(PluginCall.STATES_CAME, () -> {
            if (!scope.epoch().isOver()) {
                scope.chain().dropUnread();
                refresh();
            }
        });
    }

    /** Which torrent it is. Any thread. */
    TorrentId id() {
        return scope.port().id();
    }

    /** Whether the caller runs on the torrent's loop. Any thread. */
    boolean inLoop() {
        return scope.port().inLoop();
    }

    /** The plugins of that name leave the torrent, and come as if it just started. Any thread. */
    void renew(String name) {
        scope.port().post(PluginCall.CATALOG_CHANGED, () -> {
            refresh(entry -> !entry.name().equals(name));
            refresh(entry -> true);
        });
    }

    private void refresh() {
        refreshing.set(false);
        refresh(entry -> true);
    }

    private void refresh(Predicate<PluginEntry> some) {
        if (!scope.epoch().isOver()) {
            follow(registry.catalog(), false, some);
            List.copyOf(peers).forEach(PeerPluginHost::sync);
        }
    }

    private void follow(Catalog catalog, boolean all, Predicate<PluginEntry> some) {
        long now = environment.nowNanos();
        Predicate<PluginEntry> serves = some.and(catalog.servedBy(scope.port()));
        scope.chain().follow(catalog.full(id()), all, serves);
        scope.slots().update(catalog.slots(), all, scope.chain()::runs, serves, now);
        inGrace = scope.slots().inGrace(now);
    }

    // ---- what full plugins ask --------------------------------------------------------------------------------------

    @Override
    public Collection<PeerContext> contextsOf(FullPluginEntry entry) {
        return contexts(entry, peers.stream());
    }

    @Override
    public Collection<PeerContext> contextsOf(FullPluginEntry entry, Collection<EnginePeer> some) {
        return contexts(entry, peers.stream().filter(peer -> some.contains(peer.port())));
    }

    private static Collection<PeerContext> contexts(FullPluginEntry entry, Stream<PeerPluginHost> peers) {
        return peers.<PeerContext>map(peer -> peer.context(entry))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public boolean isAskingLife() {
        return scope.chain().isAsking();
    }

    @Override
    public void handshakeChanged() {
        peers.forEach(PeerPluginHost::handshakeChanged);
    }
}
