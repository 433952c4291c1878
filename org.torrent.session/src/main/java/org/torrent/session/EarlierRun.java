package org.torrent.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.torrent.api.AlertType;
import org.torrent.session.alert.Alerts;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.spi.storage.Storage;

/** Starts the torrents of an earlier run, once, as soon as every plugin they ran with is there. On the session loop. */
final class EarlierRun {
    private final ResumeStore records;
    private final Supplier<List<String>> plugins;
    private final Mailbox<SessionInput> mailbox;
    private final Alerts alerts;
    private final Consumer<ResumeRecord> resume;
    private boolean resumed;

    /**
     * Nothing was read yet.
     *
     * @param plugins names of those that are there
     * @param resume takes a torrent that is to run again
     */
    EarlierRun(
            ResumeStore records,
            Supplier<List<String>> plugins,
            Mailbox<SessionInput> mailbox,
            Alerts alerts,
            Consumer<ResumeRecord> resume) {
        this.records = records;
        this.plugins = plugins;
        this.mailbox = mailbox;
        this.alerts = alerts;
        this.resume = resume;
    }

    /** Any thread; see {@link Session#resumeTorrents}. */
    CompletionStage<Boolean> resume(Storage storage, boolean isLast) {
        if (storage == null) {
            return CompletableFuture.completedFuture(false);
        }
        return records.loadAll(storage)
                .thenApplyAsync(all -> resume(all, isLast), mailbox.executor(SessionInput.RESUME));
    }

    private boolean resume(List<ResumeRecord> all, boolean isLast) {
        if (resumed) {
            return true;
        }
        List<String> missing = ResumeRecord.missingPlugins(all, plugins.get());
        if (!missing.isEmpty() && !isLast) {
            return false;
        }
        resumed = true;
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            alerts.post(AlertType.PLUGIN_MISSING, null, () -> "torrents start without " + names, Map.of());
        }
        all.forEach(resume);
        return true;
    }
}
