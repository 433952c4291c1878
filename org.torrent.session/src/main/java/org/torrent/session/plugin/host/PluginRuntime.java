package org.torrent.session.plugin.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.torrent.api.AlertCategory;
import org.torrent.api.PluginSnapshot;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.session.alert.Alerts;
import org.torrent.session.alert.PostedAlert;
import org.torrent.session.plugin.AttachedFactories;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginPresence;
import org.torrent.session.plugin.PluginService;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.session.plugin.SavedStates;
import org.torrent.session.plugin.TorrentAnswer;
import org.torrent.session.plugin.arrival.Arrivals;
import org.torrent.session.plugin.entry.DataDirectories;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.entry.SessionHooks;
import org.torrent.session.plugin.guard.HeldBlocks;
import org.torrent.session.plugin.guard.Patience;
import org.torrent.session.plugin.guard.PendingResults;
import org.torrent.session.plugin.guard.StuckThreads;
import org.torrent.session.plugin.registry.PluginRegistry;
import org.torrent.session.plugin.registry.PluginWatch;
import org.torrent.session.plugin.state.PluginStates;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.Threads;
import org.torrent.spi.storage.StateStore;

/** The plugin runtime of a session: its registry, the watch over it, and the torrents that run. Any thread. */
public final class PluginRuntime implements PluginsOfSession {
    private final PluginEnvironment environment;
    private final OpenTorrents torrents = new OpenTorrents();
    private final PluginRegistry registry;
    private final Arrivals arrivals;
    private final HandedPlugins handed;
    private final TorrentFactories attached;
    private final SessionQuestions questions;
    private final PluginWatch watch;

    /**
     * No plugins yet.
     *
     * @param threads makes the lanes
     * @param session runs the watch over lanes
     * @param alerts takes what happens and what plugins post
     * @param states where plugins' states are kept; gives null while there is no such place
     * @param pluginData parent of the plugins' data directories, or null when there is none
     */
    public PluginRuntime(
            Threads threads,
            Clock clock,
            EngineSession session,
            Alerts alerts,
            Supplier<StateStore> states,
            Path pluginData,
            PluginLimits limits) {
        this.environment = new PluginEnvironment(
                threads,
                clock,
                session,
                alerts,
                pluginData,
                limits,
                new HeldBlocks.Sum(limits.heldBytes()),
                new PendingResults.Sum(PluginLimits.OFFERS, PluginLimits.OFFERED_BYTES),
                new StuckThreads(),
                new PluginStates(states, session, clock, alerts::post, torrents::statesCame));
        this.registry = new PluginRegistry(environment, torrents);
        this.arrivals = new Arrivals(environment, registry);
        this.handed = new HandedPlugins(arrivals);
        this.attached = new TorrentFactories(environment, registry);
        this.questions = new SessionQuestions(registry, session);
        this.watch = new PluginWatch(environment, registry);
        watch.start();
    }

    @Override
    public PluginPresence expect(PluginKind kind, PluginOrigin origin, PluginService service) {
        return arrivals.expect(kind, origin, service);
    }

    @Override
    public boolean isSettled() {
        return arrivals.isSettled();
    }

    @Override
    public CompletionStage<Void> settled() {
        return arrivals.settled();
    }

    @Override
    public void addExtension(ExtensionPlugin plugin, PluginOrigin origin) {
        handed.add(PluginKind.EXTENSION, plugin, origin);
    }

    @Override
    public void removeExtension(ExtensionPlugin plugin) {
        handed.remove(plugin);
    }

    @Override
    public void addSessionPlugin(SessionPlugin plugin, PluginOrigin origin) {
        handed.add(PluginKind.SESSION, plugin, origin);
    }

    @Override
    public void removeSessionPlugin(SessionPlugin plugin) {
        handed.remove(plugin);
    }

    @Override
    public void addTorrentPluginFactory(TorrentPluginFactory factory, PluginOrigin origin) {
        handed.add(PluginKind.FACTORY, factory, origin);
    }

    @Override
    public void removeTorrentPluginFactory(TorrentPluginFactory factory) {
        handed.remove(factory);
    }

    @Override
    public AttachedFactories attached() {
        return attached;
    }

    @Override
    public void modified(Object plugin, PluginOrigin origin) {
        handed.modified(plugin, origin);
    }

    @Override
    public PluginsOfTorrent open(EngineTorrent torrent) {
        TorrentPluginHost host = new TorrentPluginHost(registry, environment, torrent, torrents::remove);
        torrents.add(host);
        return host;
    }

    @Override
    public List<PluginSnapshot> snapshot() {
        return arrivals.snapshot();
    }

    @Override
    public int stuckThreads() {
        return environment.stuckThreads().count();
    }

    @Override
    public long unknownIds() {
        return registry.ids().unknown();
    }

    @Override
    public boolean reset(String name) {
        boolean quarantined = registry.reset(name);
        return arrivals.reset(name) || quarantined;
    }

    @Override
    public void reset(String name, TorrentId torrent) {
        torrents.renew(name, torrent);
    }

    @Override
    public PluginSwitches switches() {
        return registry.switches();
    }

    @Override
    public void switches(PluginSwitches next) {
        registry.switches(next);
        arrivals.open();
    }

    @Override
    public SavedStates states() {
        return environment.states();
    }

    @Override
    public CompletionStage<Boolean> forget(String name) {
        String other = Stream.concat(
                        arrivals.starting().stream(),
                        registry.entries().stream().map(PluginEntry::name))
                .filter(here -> DataDirectories.isShared(here, name))
                .min(Comparator.comparing(here -> !here.equals(name)))
                .orElse(null);
        if (other != null) {
            String why = other.equals(name) ? "would save again" : "has the data directory of '" + name + "' too";
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "plugin '" + other + "' is here or starts, and " + why + ": take its bundle out first"));
        }
        return environment.states().forget(name).thenCompose(found -> removeDirectories(name)
                .thenApply(removed -> found || removed));
    }

    private CompletionStage<Boolean> removeDirectories(String name) {
        CompletableFuture<Boolean> removed = new CompletableFuture<>();
        environment.runApart("plugin-forget", () -> {
            try {
                removed.complete(DataDirectories.remove(environment.dataRoot(), name));
            } catch (IOException | RuntimeException e) {
                removed.completeExceptionally(
                        new IllegalStateException("the data directory of '" + name + "' can't be removed: " + e, e));
            }
        });
        return removed;
    }

    @Override
    public String heapSuspect() {
        return HeapSuspect.among(registry.entries());
    }

    @Override
    public boolean wantsUnknownTorrents() {
        return questions.wantsUnknownTorrents();
    }

    @Override
    public CompletionStage<TorrentAnswer> onUnknownTorrent(TorrentId asked, InetSocketAddress peer) {
        return questions.onUnknownTorrent(asked, peer);
    }

    @Override
    public boolean wantsDhtRequests() {
        return questions.wantsDhtRequests();
    }

    @Override
    public CompletionStage<Optional<BencodeDictionary>> onDhtRequest(
            String query, InetSocketAddress source, BencodeDictionary message, int bytes) {
        return questions.onDhtRequest(query, source, message, bytes);
    }

    @Override
    public boolean wantsAlert(AlertCategory category) {
        for (FullPluginEntry plugin : registry.catalog().full()) {
            if (plugin.sessionHooks().wants(category)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onAlert(PostedAlert alert) {
        for (FullPluginEntry plugin : registry.catalog().full()) {
            if (plugin.sessionHooks().wants(alert.plain().category())) {
                plugin.sessionHooks().onAlert(alert);
            }
        }
    }

    @Override
    public CompletionStage<Void> abort() {
        return patiently(SessionHooks::abort);
    }

    @Override
    public CompletionStage<Void> save() {
        return patiently(SessionHooks::saveLast)
                .thenCompose(v -> environment.states().flush());
    }

    /** Completes when all did it, or the deadline of a call passed. */
    private CompletionStage<Void> patiently(Function<SessionHooks, CompletionStage<Void>> call) {
        CompletableFuture<Void> told = CompletableFuture.allOf(registry.entries().stream()
                .filter(FullPluginEntry.class::isInstance)
                .map(entry -> ((FullPluginEntry) entry).sessionHooks())
                .map(call)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
        if (!told.isDone()) {
            long patience = environment.limits().callDeadlineNanos();
            environment.session().postLater(PluginCall.ABORT, () -> told.complete(null), patience);
        }
        return told;
    }

    @Override
    public void close() {
        watch.stop();
        arrivals.stop();
        Patience patience = registry.patience();
        List<PluginEntry> all = registry.entries();
        all.forEach(PluginEntry::finish); // all of them at once: a slow one costs the others no time
        all.forEach(PluginEntry::heard);
        for (PluginEntry entry : all) {
            if (!entry.awaitFinished(patience) && !patience.isNone()) {
                entry.abandoned("the session ended while a call was under way");
            }
        }
        registry.clear();
        arrivals.close();
    }
}
