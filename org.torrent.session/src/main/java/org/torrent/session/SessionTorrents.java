package org.torrent.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.torrent.model.TorrentId;
import org.torrent.session.alert.Alerts;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.mailbox.TorrentInput;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.session.torrent.Handle;
import org.torrent.session.torrent.Torrent;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.Storage;

/**
 * The session's torrents and what is kept of them: how they come, from somebody or from an earlier run, live again, leave and
 * end, and what they and their plugins leave in the storage. Any thread, but where it says otherwise.
 */
final class SessionTorrents {
    private final TorrentTable<Handle> table;
    private final Providers providers;
    private final PluginsOfSession plugins;
    private final Mailbox<SessionInput> mailbox;
    private final BooleanSupplier isOpen;
    private final StateAlerts state;
    private final TorrentRecords saved;
    private final AwaitedStorage awaited;
    private final PluginSwitchboard switchboard;
    private final TorrentLives lives;
    private final TorrentAdding adding;
    private final EarlierRun earlier;

    /**
     * None yet.
     *
     * @param isOpen whether the session still takes torrents
     */
    SessionTorrents(
            TorrentTable<Handle> table,
            TorrentServices services,
            SessionNetwork network,
            Providers providers,
            PluginsOfSession plugins,
            TorrentLoops loops,
            Mailbox<SessionInput> mailbox,
            Alerts alerts,
            BooleanSupplier isOpen) {
        this.table = table;
        this.providers = providers;
        this.plugins = plugins;
        this.mailbox = mailbox;
        this.isOpen = isOpen;
        this.state = new StateAlerts(alerts);
        ResumeStore records = new ResumeStore(providers);
        PluginNames names = new PluginNames(plugins);
        this.saved = new TorrentRecords(records, names, table, mailbox, state);
        this.awaited = new AwaitedStorage(providers, mailbox);
        this.switchboard = new PluginSwitchboard(plugins, table, providers, mailbox, state);
        TorrentRemoval removal = new TorrentRemoval(
                table, records, alerts, state, mailbox, plugins.attached(), plugins.states(), switchboard::forget);
        this.lives = new TorrentLives(
                services, network.pool()::share, plugins, loops, new HandleHost(table, removal, saved));
        this.adding = new TorrentAdding(
                table,
                lives,
                saved,
                removal,
                plugins.attached(),
                plugins.states(),
                switchboard::ready,
                awaited,
                alerts,
                mailbox,
                isOpen);
        this.earlier =
                new EarlierRun(records, plugins.states(), names, switchboard, mailbox, alerts, state, adding::resume);
    }

    /** Takes torrents in. */
    TorrentAdding adding() {
        return adding;
    }

    /** The storage, for who can wait for it. */
    AwaitedStorage awaited() {
        return awaited;
    }

    /** What users do to plugins. */
    PluginSwitchboard switchboard() {
        return switchboard;
    }

    /** What keeps a restart from finding everything as it is now, for people. */
    List<String> troubles() {
        return state.troubles();
    }

    /** See {@link Session#resumeTorrents}. */
    CompletionStage<Boolean> resume(boolean isLast) {
        return earlier.resume(providers.storage(), isLast);
    }

    /** A storage came; with the first one what earlier runs left is read. */
    void addStorage(Storage storage) {
        boolean first = providers.storage() == null;
        providers.storages().add(storage);
        state.watch(storage);
        plugins.states().storageCame();
        if (first) {
            switchboard.load();
            awaited.came();
            each(Torrent::storageChanged);
        }
    }

    /** A storage leaves. */
    void removeStorage(Storage storage) {
        boolean used = providers.storage() == storage;
        if (used) {
            table.all().forEach(saved::save); // the session may end before a storage is back
        }
        providers.storages().remove(storage);
        state.unwatch(storage);
        if (used) {
            each(Torrent::storageChanged);
        }
    }

    /** Tells each torrent, on its loop, that a provider came, went or changed. */
    void each(Consumer<Torrent> change) {
        for (Handle handle : table.all()) {
            Torrent torrent = handle.torrent();
            torrent.mailbox().post(TorrentInput.PROVIDERS, () -> change.accept(torrent));
        }
    }

    /** Gives up the loop that a torrent lives on; completes when all torrents of it were rebuilt. */
    CompletionStage<Void> rebuild(TorrentId id, String why) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.post(SessionInput.REBUILD, () -> {
            Handle stuck = table.find(id);
            if (stuck != null) {
                again(stuck.torrent().mailbox().loop(), why);
            }
            done.complete(null);
        });
        return done;
    }

    /** Gives up a loop that is stuck: its torrents live again on another one. */
    void giveUp(EventLoop stuck, String why) {
        mailbox.post(SessionInput.REBUILD, () -> again(stuck, why));
    }

    private void again(EventLoop stuck, String why) {
        if (isOpen.getAsBoolean()) {
            lives.again(stuck, table.all(), why);
        }
    }

    /** Ends them all; complete when everything, what plugins save too, is in the storage. On the session loop. */
    CompletionStage<Void> stop() {
        awaited.close();
        List<CompletableFuture<Void>> stops = new ArrayList<>();
        for (Handle handle : table.all()) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            stops.add(end);
            handle.post(torrent -> saved.save(handle)
                    .thenCombine(torrent.shutdown("the session ends"), (saved, shut) -> shut)
                    .whenComplete((v, error) -> end.complete(null)));
        }
        return CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).thenCompose(v -> plugins.save());
    }
}
