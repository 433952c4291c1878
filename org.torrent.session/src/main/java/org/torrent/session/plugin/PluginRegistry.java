package org.torrent.session.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.torrent.api.Alert;
import org.torrent.api.PluginSnapshot;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;

/**
 * The session's plugins: who holds which name and id, in which order they are called. Any thread unless a method says
 * otherwise. No plugin is called, and nothing waits, while the lock is held.
 */
public final class PluginRegistry implements PluginsOfSession {
    private final PluginEnvironment environment;
    private final Object lock = new Object();
    private final NameTable names = new NameTable(); // guarded by lock, as all that follows but the volatiles
    private final List<PluginEntry> entries = new ArrayList<>();
    private final List<TorrentExtensions> torrents = new ArrayList<>();
    private final StateChanges changes = new StateChanges();
    private final AtomicLong unknownIds = new AtomicLong();
    private final PluginWatch watch;
    private volatile Catalog catalog = Catalog.EMPTY;
    private volatile boolean closed;

    /**
     * No plugins yet.
     *
     * @param threads makes the lanes
     * @param session runs {@code SessionPlugin}'s own hooks and the watch over lanes
     * @param alerts takes what happens; any thread
     * @param pluginData parent of the plugins' data directories, or null when there is none
     */
    public PluginRegistry(
            Threads threads,
            Clock clock,
            EngineSession session,
            Consumer<Alert> alerts,
            Path pluginData,
            PluginLimits limits) {
        this.environment = new PluginEnvironment(threads, clock, session, alerts, pluginData, limits);
        this.watch = new PluginWatch(environment, this);
        watch.start();
    }

    @Override
    public void addExtension(ExtensionPlugin plugin, PluginOrigin origin) {
        ExtensionEntry entry = ExtensionEntry.of(environment, plugin, origin, this::quarantine);
        change(() -> join(entry));
    }

    @Override
    public void removeExtension(ExtensionPlugin plugin) {
        remove(plugin);
    }

    @Override
    public void addSessionPlugin(SessionPlugin plugin, PluginOrigin origin) {
        addFull(new FullEntry(environment, plugin, origin, this::quarantine));
    }

    @Override
    public void removeSessionPlugin(SessionPlugin plugin) {
        remove(plugin);
    }

    @Override
    public void addTorrentPluginFactory(TorrentPluginFactory factory, PluginOrigin origin) {
        addFull(new FullEntry(environment, factory, origin, this::quarantine));
    }

    @Override
    public void removeTorrentPluginFactory(TorrentPluginFactory factory) {
        remove(factory);
    }

    @Override
    public void modified(Object plugin, PluginOrigin origin) {
        change(() ->
                entries.stream().filter(entry -> entry.service() == plugin).forEach(entry -> entry.origin(origin)));
    }

    private void addFull(FullEntry entry) {
        if (entry.arrived()) {
            change(() -> join(entry));
            return;
        }
        change(() -> entries.add(entry));
        environment.session().post(PluginCall.ARRIVE, () -> {
            entry.arrive();
            change(() -> {
                if (entries.remove(entry)) {
                    join(entry);
                }
            });
        });
    }

    private void join(PluginEntry entry) {
        entries.add(entry);
        if (!entry.refused()) {
            names.claim(entry);
        }
    }

    private void remove(Object plugin) {
        PluginEntry[] found = new PluginEntry[1];
        change(() -> {
            found[0] = entries.stream()
                    .filter(entry -> entry.service() == plugin)
                    .findFirst()
                    .orElse(null);
            if (found[0] != null) {
                entries.remove(found[0]);
                names.release(found[0], environment.nowNanos());
            }
        });
        if (found[0] != null) {
            depart(found[0]);
        }
    }

    private void depart(PluginEntry entry) {
        long waitMillis = onLoop() ? 0 : environment.limits().leaveMillis();
        if (!entry.leave(waitMillis) && waitMillis > 0) {
            watch.abandoned(entry, "it left while a call was under way");
        }
    }

    /** Whether the caller is a loop, which must not wait. */
    private boolean onLoop() {
        List<TorrentExtensions> open;
        synchronized (lock) {
            open = List.copyOf(torrents);
        }
        return environment.session().inLoop()
                || open.stream().anyMatch(torrent -> torrent.port().inLoop());
    }

    /** Stops calling a plugin until it is reset or its wait is over. */
    void quarantine(PluginEntry entry, String reason) {
        change(() -> {
            if (entries.contains(entry) && !entry.quarantined()) {
                entry.suspend(reason);
                watch.quarantined(entry);
                names.vacate(entry, environment.nowNanos());
            }
        });
    }

    @Override
    public TorrentExtensions open(EngineTorrent torrent) {
        TorrentExtensions extensions = new TorrentExtensions(this, torrent);
        synchronized (lock) {
            torrents.add(extensions);
        }
        extensions.start();
        return extensions;
    }

    void closed(TorrentExtensions torrent) {
        synchronized (lock) {
            torrents.remove(torrent);
        }
    }

    @Override
    public List<PluginSnapshot> snapshot() {
        synchronized (lock) {
            return Snapshots.of(entries, names);
        }
    }

    @Override
    public long unknownIds() {
        return unknownIds.get();
    }

    void unknownId() {
        unknownIds.incrementAndGet();
    }

    @Override
    public boolean reset(String name) {
        List<PluginEntry> held = entries().stream()
                .filter(entry -> entry.name().equals(name) && entry.quarantined())
                .toList();
        held.forEach(watch::forgive);
        held.forEach(this::revive);
        return !held.isEmpty();
    }

    void revive(PluginEntry entry) {
        change(() -> {
            if (entries.contains(entry) && entry.quarantined()) {
                entry.revive();
            }
        });
    }

    /** Gives ids to plugins without one, when some became free. */
    void assignIds() {
        change(names::assignIds);
    }

    private void change(Runnable change) {
        List<StateChanges.Change> news;
        List<TorrentExtensions> told = List.of();
        synchronized (lock) {
            change.run();
            Catalog next = compose();
            if (!next.equals(catalog)) {
                catalog = next;
                told = List.copyOf(torrents);
            }
            news = changes.since(Snapshots.of(entries, names));
        }
        told.forEach(TorrentExtensions::refreshLater);
        news.forEach(item -> environment.alert(item.type(), item.message(), item.details()));
    }

    private Catalog compose() {
        List<FullEntry> full = entries.stream()
                .filter(FullEntry.class::isInstance)
                .map(FullEntry.class::cast)
                .filter(entry -> entry.arrived() && entry.usable() && names.holdsAny(entry))
                .sorted(NameTable.ORDER)
                .toList();
        return new Catalog(full, Map.copyOf(names.slots()));
    }

    @Override
    public void abort() {
        environment.session().post(PluginCall.ABORT, () -> entries().stream()
                .filter(FullEntry.class::isInstance)
                .map(FullEntry.class::cast)
                .forEach(FullEntry::abort));
    }

    @Override
    public void close() {
        closed = true;
        watch.stop();
        List<PluginEntry> last = entries();
        long waitMillis = onLoop() ? 0 : environment.limits().leaveMillis();
        long deadline = environment.nowNanos() + waitMillis * 1_000_000;
        for (PluginEntry entry : last) {
            long left = Math.max(0, (deadline - environment.nowNanos()) / 1_000_000);
            boolean ended = entry instanceof ExtensionEntry extension ? extension.finish(left) : entry.leave(left);
            if (!ended && waitMillis > 0) {
                watch.abandoned(entry, "the session ended while a call was under way");
            }
        }
        synchronized (lock) {
            entries.clear();
            catalog = Catalog.EMPTY;
        }
    }

    List<PluginEntry> entries() {
        synchronized (lock) {
            return List.copyOf(entries);
        }
    }

    boolean closed() {
        return closed;
    }

    Catalog catalog() {
        return catalog;
    }

    ExtensionIds ids() {
        return names.ids;
    }

    PluginLimits limits() {
        return environment.limits();
    }

    long nowNanos() {
        return environment.nowNanos();
    }
}
