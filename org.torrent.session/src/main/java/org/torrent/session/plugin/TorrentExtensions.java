package org.torrent.session.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrent.ext.api.PeerContext;

/** One torrent's plugins. The torrent's loop only, but where it says otherwise. */
final class TorrentExtensions implements PluginsOfTorrent {
    private final PluginRegistry registry;
    private final EngineTorrent port;
    private final TorrentSlots slots;
    private final Set<String> adopted = new HashSet<>(); // keys of full plugins
    private final Set<PeerExtensions> peers = new LinkedHashSet<>();
    private final AtomicBoolean refreshing = new AtomicBoolean(); // any thread: a refresh is posted
    private List<FullTorrent> chain = List.of();
    private Set<String> inGrace = Set.of();
    private boolean closed;

    TorrentExtensions(PluginRegistry registry, EngineTorrent port) {
        this.registry = registry;
        this.port = port;
        this.slots = new TorrentSlots(registry.limits().graceNanos());
    }

    /** The torrent starts: it takes everything that is there. */
    void start() {
        follow(registry.catalog(), true);
    }

    /** The registry changed. Any thread; several of them are looked at once. */
    void refreshLater() {
        if (refreshing.compareAndSet(false, true)) {
            port.post(PluginCall.CATALOG_CHANGED, this::refresh);
        }
    }

    private void refresh() {
        refreshing.set(false);
        if (!closed) {
            follow(registry.catalog(), false);
            List.copyOf(peers).forEach(PeerExtensions::sync);
        }
    }

    private void follow(Catalog catalog, boolean all) {
        List<FullTorrent> next = new ArrayList<>();
        for (FullEntry entry : catalog.full()) {
            FullTorrent known = of(entry);
            if (known != null) {
                next.add(known);
            } else if (all || adopts(entry)) {
                adopted.add(entry.key());
                next.add(FullTorrent.adopt(entry, this, port));
            }
        }
        chain.stream().filter(old -> !next.contains(old)).forEach(FullTorrent::drop);
        chain = List.copyOf(next);
        slots.update(catalog.slots(), all, this::runs, nowNanos());
        inGrace = namesInGrace(nowNanos());
    }

    private boolean adopts(FullEntry entry) {
        return entry.live() || adopted.contains(entry.key()) || slots.holdsAny(entry.names());
    }

    private FullTorrent of(FullEntry entry) {
        return chain.stream().filter(known -> known.entry == entry).findFirst().orElse(null);
    }

    private boolean runs(FullEntry entry) {
        return chain.stream().anyMatch(known -> known.entry == entry && known.runs());
    }

    @Override
    public PeerExtensions connected(EnginePeer peer, boolean extended) throws ConnectionRefusedByPlugin {
        checkLoop();
        PeerExtensions extensions = new PeerExtensions(this, peer, extended);
        extensions.attach();
        peers.add(extensions);
        return extensions;
    }

    void disconnected(PeerExtensions peer) {
        peers.remove(peer);
    }

    @Override
    public void onMetadata() {
        checkLoop();
        chain.forEach(FullTorrent::onMetadata);
    }

    @Override
    public void tick(long nowNanos) {
        checkLoop();
        chain.forEach(FullTorrent::tick);
        Set<String> still = namesInGrace(nowNanos);
        if (!still.equals(inGrace)) {
            inGrace = still;
            handshakeChanged();
        }
    }

    private Set<String> namesInGrace(long nowNanos) {
        Set<String> names = new HashSet<>();
        slots.all().values().stream()
                .filter(slot -> slots.inGrace(slot, nowNanos))
                .forEach(slot -> names.add(slot.name()));
        return names;
    }

    @Override
    public void close() {
        checkLoop();
        if (!closed) {
            List.copyOf(peers).forEach(peer -> peer.onDisconnect("the torrent stops"));
            closed = true;
            chain.forEach(FullTorrent::drop);
            chain = List.of();
            registry.closed(this);
        }
    }

    /** Our handshake to every peer may have changed. */
    void handshakeChanged() {
        peers.forEach(PeerExtensions::handshakeChanged);
    }

    /** A message arrived for a name whose plugin is gone, or with an id we never gave (null). */
    void stray(String name) {
        Slot slot = name == null ? null : slots.of(name);
        if (slot != null && slot.holder() == null) {
            slot.strays().incrementAndGet();
        } else if (name == null) {
            registry.unknownId();
        }
    }

    /** A plugin's views of the connections it has a part in. */
    List<PeerContext> views(FullEntry entry) {
        return peers.stream()
                .<PeerContext>map(peer -> peer.view(entry))
                .filter(Objects::nonNull)
                .toList();
    }

    List<FullTorrent> chain() {
        return chain;
    }

    TorrentSlots slots() {
        return slots;
    }

    EngineTorrent port() {
        return port;
    }

    ExtensionIds ids() {
        return registry.ids();
    }

    PluginLimits limits() {
        return registry.limits();
    }

    long nowNanos() {
        return registry.nowNanos();
    }

    void checkLoop() {
        if (!port.inLoop()) {
            throw new IllegalStateException("plugins of a torrent are touched on its loop only");
        }
    }
}
