package org.torrent.session.plugin.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.deploy.Readiness;
import org.torrent.model.TorrentId;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.entry.PluginEnvironment;
import org.torrent.session.plugin.entry.TorrentTarget;
import org.torrent.session.plugin.guard.Latches;
import org.torrent.session.plugin.guard.Patience;

/**
 * The session's plugins: who holds which name and id, in which order they are called. Any thread unless a method says
 * otherwise. No plugin is called, and nothing waits, while the lock is held.
 */
public final class PluginRegistry {
    private final PluginEnvironment environment;
    private final CatalogFollowers followers;
    private final Quarantines quarantines;
    private final Object lock = new Object();
    private final NameTable names = new NameTable(); // guarded by lock, as all that follows but the volatile
    private final List<PluginEntry> entries = new ArrayList<>();
    private final StateChanges changes = new StateChanges();
    private PluginSwitches switches = PluginSwitches.NONE;
    private volatile Catalog catalog = Catalog.EMPTY;

    /** No plugins yet. */
    public PluginRegistry(PluginEnvironment environment, CatalogFollowers followers) {
        this.environment = environment;
        this.followers = followers;
        this.quarantines = new Quarantines(environment.limits());
    }

    /** A plugin arrived and claims its names; nothing else of a full one is called before its {@code added} returned. */
    public void add(PluginEntry entry) {
        change(() -> enter(entry));
        introduce(entry);
    }

    private void enter(PluginEntry entry) {
        entries.add(entry);
        entry.disabled(switches.isOff(entry.name()));
        if (!entry.refused()) {
            names.claim(entry);
        }
    }

    private void introduce(PluginEntry entry) {
        if (entry instanceof FullPluginEntry full && entry.isWanted()) {
            full.arrive(() -> arrived(full));
        }
    }

    private void arrived(FullPluginEntry entry) {
        change(() -> {
            entry.hasArrived();
            if (entry.refused()) {
                names.release(entry, environment.nowNanos());
            }
        });
    }

    /** A plugin's service properties changed, such as its ranking. What it is called and its names stay. */
    public void modified(PluginEntry entry, PluginOrigin origin) {
        change(() -> {
            boolean wasRefused = entry.refused();
            entry.origin(origin);
            if (entries.contains(entry) && wasRefused != entry.refused()) { // by its target
                if (wasRefused) {
                    names.claim(entry);
                } else {
                    names.release(entry, environment.nowNanos());
                }
            }
        });
        introduce(entry);
    }

    /** The user switched plugins on or off. */
    public void switches(PluginSwitches next) {
        change(() -> {
            switches = next;
            for (PluginEntry entry : entries) {
                boolean isOff = next.isOff(entry.name());
                if (isOff && !entry.disabled()) {
                    names.vacate(entry, environment.nowNanos());
                }
                entry.disabled(isOff);
            }
        });
        entries().forEach(this::introduce);
    }

    /** What the user switched off. */
    public PluginSwitches switches() {
        return catalog.switches();
    }

    /** Plugins leave. Returns when calls under way ended or one deadline for all passed. */
    public void removeAll(List<? extends PluginEntry> leaving) {
        part(exchange(leaving, List.of()), List.of());
    }

    /**
     * Plugins leave, and others take their place, if any: the names are theirs at once, and torrents go from the ones to the others
     * in one step. Nothing waits; {@link #part} follows.
     *
     * @return those that were here
     */
    public List<PluginEntry> exchange(List<? extends PluginEntry> leaving, List<PluginEntry> heirs) {
        List<PluginEntry> found = new ArrayList<>();
        change(() -> {
            leaving.stream().filter(entries::remove).forEach(entry -> {
                found.add(entry);
                entry.parts();
                heirs.stream()
                        .filter(heir -> !heir.refused())
                        .forEach(heir -> names.hand(entry, heir, environment.nowNanos()));
                names.release(entry, environment.nowNanos());
            });
            heirs.forEach(this::enter);
        });
        return found;
    }

    /**
     * Plugins leave after {@link #exchange}. Those whose place others have are called until torrents have the others, and what
     * they were told they still answer; then the others hear that they are here. Returns when calls under way ended or one
     * deadline for all passed.
     */
    public void part(List<PluginEntry> leaving, List<PluginEntry> heirs) {
        boolean isReplaced = !heirs.isEmpty();
        if (isReplaced && !leaving.isEmpty()) {
            awaitFollowed();
        }
        Patience patience = patience();
        leaving.forEach(
                isReplaced
                        ? PluginEntry::finish
                        : PluginEntry::leave); // all of them at once: a slow one costs the others no time
        leaving.forEach(this::hear);
        for (PluginEntry entry : leaving) {
            boolean hasEnded = isReplaced ? entry.awaitFinished(patience) : entry.awaitLeft(patience);
            if (!hasEnded && !patience.isNone()) {
                String call = entry.lane().current();
                entry.abandoned("it left while " + (call == null ? "a call" : call) + " was under way");
            }
        }
        heirs.forEach(this::introduce);
    }

    /** For who may wait. */
    private void awaitFollowed() {
        Patience patience = patience();
        if (!patience.isNone()) {
            CountDownLatch followed = new CountDownLatch(1);
            followers.whenFollowed(followed::countDown);
            Latches.await(followed, patience.millis());
        }
    }

    /** Torrents ask it what is to be saved when they follow the catalog that it is not in. */
    private void hear(PluginEntry entry) {
        if (entry.isHeardLast()) {
            followers.whenFollowed(() -> environment.session().post(PluginCall.LEAVE, entry::heard));
        } else {
            entry.heard();
        }
    }

    /** How long the caller may wait for calls under way: a loop not at all. */
    public Patience patience() {
        boolean onLoop = environment.session().inLoop() || followers.inLoop();
        return new Patience(
                environment::nowNanos, onLoop ? 0 : environment.limits().leaveMillis());
    }

    /** Stops calling a plugin until it is reset or its wait is over. */
    public void quarantine(PluginEntry entry, String reason) {
        change(() -> {
            if (entries.contains(entry) && !entry.quarantined()) {
                entry.suspend(reason);
                quarantines.start(entry, environment.nowNanos());
                names.vacate(entry, environment.nowNanos());
            }
        });
    }

    /** Calls it again when its wait is over; a call that never came back would cost a thread with each try. */
    void retry(PluginEntry entry, long nowNanos) {
        if (quarantines.due(entry, nowNanos) && !entry.stuck()) {
            revive(entry);
        }
    }

    /**
     * Ends a quarantine: the plugin is called again as if it had just arrived.
     *
     * @param name as {@link PluginSnapshot#name}
     * @return whether a plugin of that name was in quarantine
     */
    public boolean reset(String name) {
        List<PluginEntry> held = entries().stream()
                .filter(entry -> entry.name().equals(name) && entry.quarantined())
                .toList();
        held.forEach(quarantines::forgive);
        held.forEach(this::revive);
        return !held.isEmpty();
    }

    private void revive(PluginEntry entry) {
        change(() -> {
            if (entries.contains(entry) && entry.quarantined()) {
                entry.revive();
            }
        });
    }

    /** Gives ids to plugins without one, when some became free, and forgets what is over. */
    void tidy() {
        quarantines.retain(entries());
        change(names::assignIds);
    }

    private void change(Runnable change) {
        List<StateChanges.Change> news;
        Catalog before;
        Catalog next;
        synchronized (lock) {
            change.run();
            before = catalog;
            next = compose();
            catalog = next;
            news = changes.since(PluginSnapshots.lasting(entries, names, switches));
        }
        if (!next.equals(before)) {
            followers.catalogChanged(torrent -> next.differs(before, torrent));
        }
        news.forEach(item -> environment.alert(item.type(), item.message(), item.details()));
    }

    private Catalog compose() {
        List<FullPluginEntry> full = new ArrayList<>();
        Map<TorrentId, List<FullPluginEntry>> attached = new HashMap<>();
        entries.stream()
                .filter(FullPluginEntry.class::isInstance)
                .map(FullPluginEntry.class::cast)
                .filter(entry -> entry.usable() && names.holdsAny(entry))
                .sorted(NameTable.ORDER)
                .forEach(entry -> (entry.attachedTo() == null
                                ? full
                                : attached.computeIfAbsent(entry.attachedTo(), torrent -> new ArrayList<>()))
                        .add(entry));
        List<TorrentTarget> targets = entries.stream()
                .map(PluginEntry::target)
                .filter(TorrentTarget::isSelective)
                .toList();
        return new Catalog(full, attached, Collections.unmodifiableMap(names.slots()), switches, targets);
    }

    /** The plugins, in order of arrival, then the names whose plugin left. */
    public List<PluginSnapshot> snapshot() {
        synchronized (lock) {
            return PluginSnapshots.present(entries, names, switches);
        }
    }

    /** Whether torrents may call it; one that the user switched off has all it needs. */
    public Readiness readiness(PluginEntry entry) {
        synchronized (lock) {
            String plugin = entry.name() + ": ";
            if (entry.disabled()) {
                return Readiness.ready();
            }
            if (entry.refused()) {
                return Readiness.refused(plugin + entry.refusal());
            }
            if (entry.quarantined()) {
                return Readiness.refused(plugin + "in quarantine: " + entry.quarantineReason());
            }
            if (!names.holdsAny(entry)) {
                return Readiness.refused(plugin + names.whyNot(entry));
            }
            return entry.arrived() ? Readiness.ready() : Readiness.pending(plugin + "added() has not returned");
        }
    }

    /** Whether torrents may call one that is to take the place of those of its bundle. */
    public Readiness readinessOfHeir(PluginEntry heir) {
        synchronized (lock) {
            String bundle = heir.origin().bundle();
            if (heir.refused()) {
                return Readiness.refused(heir.name() + ": " + heir.refusal());
            }
            return names.wouldHoldAny(heir, holder -> holder.origin().bundle().equals(bundle))
                    ? Readiness.ready()
                    : Readiness.refused(heir.name() + ": " + names.whyNot(heir));
        }
    }

    /** Everybody who is there, in order of arrival. */
    public List<PluginEntry> entries() {
        synchronized (lock) {
            return List.copyOf(entries);
        }
    }

    /** Forgets everybody: the session ended. */
    public void clear() {
        synchronized (lock) {
            entries.clear();
            catalog = Catalog.EMPTY;
        }
    }

    /** Whom torrents may call now. */
    public Catalog catalog() {
        return catalog;
    }

    /** The ids of all names. */
    public ExtensionIds ids() {
        return names.ids;
    }
}
