package org.torrent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentException;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.Ownership;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.plugin.AttachedFactories;
import org.torrent.session.plugin.ClassOwners;
import org.torrent.session.plugin.SavedStates;
import org.torrent.session.torrent.Handle;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.Storage;

class TorrentAddingTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final TorrentTable<Handle> table = new TorrentTable<>();
    private final Attached attached = new Attached();

    /** How many are attached. */
    private static final class Attached implements AttachedFactories {
        private int count;

        @Override
        public void owners(ClassOwners owners) {}

        @Override
        public Runnable attach(TorrentId torrent, List<TorrentAttachment> attachments) {
            count += attachments.size();
            return () -> count -= attachments.size();
        }

        @Override
        public void detach(TorrentId torrent) {}

        @Override
        public void detach(Predicate<TorrentPluginFactory> whose) {}
    }

    /** Nothing was saved. */
    private static SavedStates states() {
        return (SavedStates) Proxy.newProxyInstance(
                SavedStates.class.getClassLoader(),
                new Class<?>[] {SavedStates.class},
                (self, method, arguments) -> CompletionStage.class.isAssignableFrom(method.getReturnType())
                        ? CompletableFuture.completedFuture(null)
                        : null);
    }

    private static Storage storage() {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (self, method, arguments) -> null);
    }

    private EventLoop eventLoop() {
        return (EventLoop) Proxy.newProxyInstance(
                EventLoop.class.getClassLoader(),
                new Class<?>[] {EventLoop.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "execute" -> loop.add((Runnable) arguments[0]);
                    case "inLoop" -> true;
                    default -> null;
                });
    }

    /** Lives are missing, so nothing can begin. */
    private TorrentAdding broken() {
        EventLoop events = eventLoop();
        ResumeStore records = new ResumeStore(new Providers(() -> {}));
        Mailbox<SessionInput> mailbox = new Mailbox<>(events, new Ownership("the session", events, 1));
        Providers providers = new Providers(() -> {});
        providers.storages().add(storage());
        return new TorrentAdding(
                table,
                null,
                new TorrentRecords(records, null, table, null, null),
                new TorrentRemoval(table, records, null, null, mailbox, attached, states(), id -> {}),
                attached,
                states(),
                () -> CompletableFuture.completedFuture(null),
                new AwaitedStorage(providers, mailbox),
                null,
                mailbox,
                () -> true);
    }

    @Test
    void add_whenTheTorrentCannotBegin_shouldFailAndKeepNothingOfIt() throws Exception {
        TorrentPluginFactory factory = (context, data) -> null;
        AddTorrent parameters = AddTorrent.of(MagnetLink.parse("magnet:?xt=urn:btih:" + "42".repeat(20)), Path.of("/d"))
                .attachments(List.of(new TorrentAttachment(factory, null)))
                .build();
        CompletableFuture<TorrentHandle> added = broken().add(parameters).toCompletableFuture();
        loop.remove().run();
        assertThat(attached.count).isZero();
        assertThat(table.all()).isEmpty();
        assertThatThrownBy(added::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TorrentException.class)
                .hasMessageContainingAll("42".repeat(20), "could not be added");
    }
}
