package org.torrent.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.torrent.api.PluginCommand;
import org.torrent.api.PluginCommand.Action;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentException;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.core.GrowingPause;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginSwitches.Off;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.torrent.Handle;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.Storage;

/**
 * What users do to plugins: switches, kept under {@code plugins.off} in the storage's states, resets, and forgetting what is
 * left of one that is gone. A switch counts when it is durable; one command follows the other. Any thread, but where it says
 * otherwise.
 */
final class PluginSwitchboard {
    private static final String STATE = "plugins.off";
    private static final String TROUBLE = "which plugins are off";
    private static final int VERSION = 1;
    private static final int RECORD_BYTES = 4 << 20;

    private final PluginsOfSession plugins;
    private final TorrentTable<Handle> table;
    private final Providers providers;
    private final Mailbox<SessionInput> mailbox;
    private final StateAlerts state;
    private CompletionStage<Void> last = CompletableFuture.completedFuture(null); // on the session loop
    private Loading loading; // null before the first storage came; guarded by this
    private String told = ""; // guarded by this, as all that follows
    private boolean isKnown;
    private EventLoop.Timer retry; // null before the first
    private EventLoop.Timer without; // then it goes on without a storage
    private final GrowingPause pause =
            new GrowingPause(TorrentLimits.STORAGE_RETRY_NANOS, TorrentLimits.STORAGE_RETRY_MAX_NANOS);

    /** One try to read what is kept. */
    private record Loading(Storage from, CompletableFuture<Void> done) {
        /** Whether it is to be tried again, now that this is the storage. */
        boolean isVain(Storage now) {
            return done.isCompletedExceptionally() || from != now && !done.isDone();
        }
    }

    PluginSwitchboard(
            PluginsOfSession plugins,
            TorrentTable<Handle> table,
            Providers providers,
            Mailbox<SessionInput> mailbox,
            StateAlerts state) {
        this.plugins = plugins;
        this.table = table;
        this.providers = providers;
        this.mailbox = mailbox;
        this.state = state;
        this.without = mailbox.later(SessionInput.PLUGINS, PluginLimits.SWITCHES_NANOS, this::nobodyKeeps);
    }

    /** There is to be a storage: it is waited for as long as those wait who add torrents. */
    synchronized void expectStorage() {
        without.cancel();
        without = mailbox.later(SessionInput.PLUGINS, TorrentLimits.STORAGE_APPEARS_NANOS, this::nobodyKeeps);
    }

    /** There was no storage in time: this may be a session that keeps nothing, where nobody switched anything. */
    private synchronized void nobodyKeeps() {
        if (loading == null && providers.storage() == null) {
            plugins.switches(plugins.switches());
        }
    }

    /**
     * What an earlier run switched off counts from now on: complete when it does. Fails when it can't be read, which is told:
     * all plugins are off then, nothing is written over it, and it is tried again until it works.
     */
    synchronized CompletionStage<Void> load() {
        Storage storage = providers.storage();
        if (storage != null && (loading == null || loading.isVain(storage))) {
            Loading before = loading;
            Loading next = new Loading(storage, new CompletableFuture<>());
            loading = next;
            EventLoop.Timer due =
                    mailbox.later(SessionInput.PLUGINS, PluginLimits.SWITCHES_NANOS, () -> unanswered(next));
            next.done().whenComplete((v, error) -> due.cancel());
            if (before != null) { // whoever waits for the storage that went has the answer of this one
                next.done().whenComplete((v, error) -> settle(before.done(), error));
            }
            try {
                storage.state().load(STATE).whenComplete((bytes, error) -> loaded(next, bytes, error));
            } catch (RuntimeException e) { // it went meanwhile
                loaded(next, Optional.empty(), e);
            }
        }
        return loading == null ? CompletableFuture.completedFuture(null) : loading.done();
    }

    /** On a thread of the storage, or the one that asked. */
    private synchronized void loaded(Loading one, Optional<byte[]> bytes, Throwable failure) {
        if (one != loading) {
            return; // another storage came
        }
        try {
            if (failure != null) {
                throw new TorrentException(StateAlerts.message(failure), failure);
            }
            Optional<PluginSwitches> kept = bytes.map(PluginSwitchboard::decode);
            PluginSwitches before = plugins.switches();
            plugins.switches(kept.orElse(before.isUnknown() ? PluginSwitches.NONE : before));
            isKnown = true;
            told = "";
            pause.reset();
            state.over(TROUBLE);
            one.done().complete(null);
        } catch (TorrentException | RuntimeException e) { // whoever waits for it would wait for ever
            String message = "which plugins were switched off can't be read: " + StateAlerts.message(e);
            tell(message, "mend \"" + STATE + "\" in the folder of states or move it away, then it goes on");
            one.done().completeExceptionally(new TorrentException(message, e));
            again();
        }
    }

    /** One timer, whoever else asks meanwhile. */
    private void again() {
        if (retry != null) {
            retry.cancel();
        }
        retry = mailbox.later(SessionInput.PLUGINS, pause.next(), this::load);
    }

    /** It is not asked again meanwhile: what hangs must not grow. */
    private synchronized void unanswered(Loading one) {
        if (one == loading && !one.done().isDone()) {
            tell(
                    "which plugins were switched off can't be read: there is no answer of the storage after "
                            + PluginLimits.SWITCHES_NANOS / 1_000_000_000L + " s",
                    "look at the storage and its disk; it goes on with the answer");
        }
    }

    /** What is known of before, from another storage, counts on. */
    private void tell(String message, String remedy) {
        if (!isKnown) {
            plugins.switches(PluginSwitches.UNKNOWN);
        }
        if (!message.equals(told)) {
            told = message;
            state.sessionError(
                    TROUBLE,
                    message + "; until it can " + (isKnown ? "none can be switched" : "all are off") + ": " + remedy);
        }
    }

    /** Completes when plugins that were announced are here, and it is known, or can't be, which of them are off. */
    CompletionStage<Void> ready() {
        return plugins.settled().thenCombine(load().exceptionally(error -> null), (settled, loaded) -> null);
    }

    /** See {@code TorrentSession.control}. */
    CompletionStage<Void> control(PluginCommand command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.post(SessionInput.PLUGINS, () -> {
            last = last.thenCompose(before -> within(
                            plugins.settled() // it may just be starting
                                    .thenCombine(load(), (settled, loaded) -> settled)
                                    .thenComposeAsync(
                                            settled -> attempt(command), mailbox.executor(SessionInput.PLUGINS))))
                    .handle((v, error) -> {
                        mailbox.post(SessionInput.PLUGINS, () -> settle(done, error));
                        return null;
                    });
        });
        return done;
    }

    /** A storage that never answers keeps a command waiting, but not those that follow. */
    private CompletionStage<Void> within(CompletionStage<Void> attempt) {
        CompletableFuture<Void> bounded = new CompletableFuture<>();
        var due = mailbox.later(
                SessionInput.PLUGINS,
                PluginLimits.COMMAND_NANOS,
                () -> bounded.completeExceptionally(
                        new TorrentException("there is no answer after " + PluginLimits.COMMAND_NANOS / 1_000_000_000L
                                + " s, look at the storage; it may still happen")));
        attempt.whenComplete((v, error) -> {
            due.cancel();
            if (error == null) {
                bounded.complete(null);
            } else {
                bounded.completeExceptionally(error);
            }
        });
        return bounded;
    }

    private static void settle(CompletableFuture<Void> done, Throwable error) {
        if (error == null) {
            done.complete(null);
        } else {
            Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            done.completeExceptionally(
                    cause instanceof TorrentException
                            ? cause
                            : new TorrentException("it can't be kept: " + StateAlerts.message(cause), cause));
        }
    }

    /** On the session loop. */
    private CompletionStage<Void> attempt(PluginCommand command) {
        try {
            check(command);
            return switch (command.action()) {
                case ENABLE, DISABLE -> switched(command);
                case RESET -> reset(command);
                case FORGET -> forget(command.plugin());
            };
        } catch (TorrentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void check(PluginCommand command) throws TorrentException {
        if (command.action() == Action.FORGET) {
            if (command.torrent().isPresent()) {
                throw new TorrentException("a plugin is forgotten for all torrents only: leave the torrent out");
            }
            return; // whether anything is left of it is found out by removing it
        }
        String name = command.plugin();
        boolean isHere =
                plugins.snapshot().stream().anyMatch(plugin -> plugin.name().equals(name));
        boolean isKnown =
                command.action() == Action.ENABLE && plugins.switches().knows(name);
        if (!isHere && !isKnown) {
            throw new TorrentException("there is no plugin '" + name + "': see torrent:plugins");
        }
        TorrentId torrent = command.torrent().orElse(null);
        if (torrent != null && table.find(torrent) == null) {
            throw new TorrentException("the session has no torrent " + torrent + " (any more)");
        }
    }

    private CompletionStage<Void> reset(PluginCommand command) throws TorrentException {
        TorrentId torrent = command.torrent().orElse(null);
        if (torrent != null) {
            plugins.reset(command.plugin(), table.find(torrent).id());
        } else if (!plugins.reset(command.plugin())) {
            throw new TorrentException(
                    "there is nothing to reset: no plugin '" + command.plugin() + "' is quarantined, stuck or refused");
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> forget(String name) {
        return plugins.forget(name)
                .handle((found, error) -> {
                    if (error != null) {
                        throw new CompletionException(new TorrentException(StateAlerts.message(error), error));
                    }
                    return found;
                })
                .thenComposeAsync(found -> forgetSwitches(name, found), mailbox.executor(SessionInput.PLUGINS));
    }

    private CompletionStage<Void> forgetSwitches(String name, boolean found) {
        try {
            if (plugins.switches().knows(name)) {
                return keep(plugins.switches().without(name));
            }
            if (!found) {
                throw nothingToForget(name);
            }
            return CompletableFuture.completedFuture(null);
        } catch (TorrentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private TorrentException nothingToForget(String name) {
        String here = plugins.snapshot().stream()
                .filter(plugin -> plugin.state() != PluginSnapshot.State.DEPARTED)
                .filter(plugin ->
                        plugin.name().contains(name) || plugin.bundle().contains(name))
                .map(plugin -> "plugin '" + plugin.name() + "' of bundle " + plugin.bundle())
                .distinct()
                .limit(PluginLimits.REASONS)
                .collect(Collectors.joining(" and "));
        return new TorrentException(
                here.isEmpty()
                        ? "there is nothing to forget: no plugin '" + name
                                + "' saved anything, has a data directory or was switched off"
                        : here + " is here: take its bundle out first, then forget it by its whole name; there is no"
                                + " other plugin '" + name + "'");
    }

    private CompletionStage<Void> switched(PluginCommand command) throws TorrentException {
        TorrentId torrent = command.torrent().map(id -> table.find(id).id()).orElse(null);
        Off off = new Off(command.plugin(), torrent);
        PluginSwitches next = plugins.switches().with(off, command.action() == Action.DISABLE);
        if (next.all().size() > PluginLimits.SWITCHED_OFF) {
            throw new TorrentException("too many plugins are switched off, at most " + PluginLimits.SWITCHED_OFF
                    + " everywhere and for single torrents: enable some");
        }
        return keep(next);
    }

    private CompletionStage<Void> keep(PluginSwitches next) throws TorrentException {
        Storage storage = providers.storage();
        if (storage == null) {
            throw new TorrentException("there is no storage to keep it in: try again when there is one");
        }
        return storage.state().save(STATE, encode(next)).thenRun(() -> plugins.switches(next));
    }

    /** A torrent is gone: the same one is a new one when it is added again. */
    void forget(TorrentId torrent) {
        mailbox.post(SessionInput.PLUGINS, () -> {
            last = last.thenComposeAsync(before -> without(torrent), mailbox.executor(SessionInput.PLUGINS))
                    .handle((v, error) -> {
                        if (error != null) {
                            state.sessionError("a restart will remember plugins that were switched off for " + torrent
                                    + ": " + StateAlerts.message(error));
                        }
                        return null;
                    });
        });
    }

    private CompletionStage<Void> without(TorrentId torrent) {
        if (plugins.switches().offFor(torrent).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return keep(plugins.switches().without(torrent));
        } catch (TorrentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static byte[] encode(PluginSwitches switches) {
        List<BencodeValue> all = new ArrayList<>();
        for (Off off : switches.all()) {
            Map<String, BencodeValue> one = new TreeMap<>();
            one.put("plugin", BencodeString.of(off.plugin()));
            if (off.torrent() != null) {
                one.put("torrent", BencodeString.of(off.torrent().bytes()));
            }
            all.add(BencodeDictionary.of(one));
        }
        return BencodeEncoder.encode(
                BencodeDictionary.of(Map.of("off", new BencodeList(all), "version", BencodeInteger.of(VERSION))));
    }

    /** @throws IllegalArgumentException when the bytes are not what this program or an earlier one wrote */
    static PluginSwitches decode(byte[] bytes) {
        try {
            BencodeDictionary all =
                    (BencodeDictionary) BencodeDecoder.decode(bytes, BencodeLimits.MESSAGE.withMaxBytes(RECORD_BYTES));
            if (all.integer("version").orElse(0) > VERSION) {
                throw new IllegalArgumentException("it was written by a newer program");
            }
            List<Off> off = new ArrayList<>();
            for (BencodeValue value : all.list("off").orElseThrow().values()) {
                BencodeDictionary one = (BencodeDictionary) value;
                TorrentId torrent = one.string("torrent")
                        .map(id -> TorrentId.of(id.bytes()))
                        .orElse(null);
                off.add(new Off(one.string("plugin").orElseThrow().text(), torrent));
            }
            return PluginSwitches.of(off);
        } catch (BencodeException | RuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
