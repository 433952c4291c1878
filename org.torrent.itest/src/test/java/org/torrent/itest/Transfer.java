package org.torrent.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrent.api.AddTorrent;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.AlertCategory;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.api.TorrentState;
import org.torrent.model.TorrentId;

/** A download from a {@link GatedSeed} that stands still in its middle until {@link #finish}. */
final class Transfer implements AutoCloseable {
    private static final int PIECES = 48;
    private static final int BLOCKS_AT_FIRST = 40;
    private static final int PIECES_AT_FIRST = 4;

    private final Container container;
    private final Payload payload;
    private final Path directory;
    private final GatedSeed seed;
    private final List<Alert> disconnects = new CopyOnWriteArrayList<>();
    private final AutoCloseable subscription;
    private volatile boolean isComplete;

    private Transfer(Container container, Payload payload, Path directory, GatedSeed seed) {
        this.container = container;
        this.payload = payload;
        this.directory = directory;
        this.seed = seed;
        this.subscription =
                container.session().subscribe(AlertCategories.of(AlertCategory.PEER, AlertCategory.STATUS), this::hear);
    }

    /** Alerts come in order; two seeds have nothing to say to each other, so what follows completion does not count. */
    private void hear(Alert alert) {
        if (isComplete || alert.torrent().filter(id()::equals).isEmpty()) {
            return;
        }
        if (alert.what().equals("peer_disconnected")) {
            disconnects.add(alert);
        }
        isComplete = alert.what().equals("state_changed")
                && alert.details().get("state").equals("seeding");
    }

    /** Returns when some pieces are verified and others are not. */
    static Transfer start(Container container, String name) throws Exception {
        return start(container, name, Map.of());
    }

    /** @param extensions what the seed offers, with its ids */
    static Transfer start(Container container, String name, Map<String, Integer> extensions) throws Exception {
        TorrentSession session = container.session();
        Payload payload = Payload.create(session, name, PIECES * Payload.PIECE_BYTES - 1);
        GatedSeed seed = new GatedSeed(payload, extensions);
        Transfer transfer = new Transfer(container, payload, Payload.folder(name), seed);
        Await.result(session.add(AddTorrent.of(payload.metainfo(), transfer.directory)
                .peers(List.of(seed.address()))
                .build()));
        seed.allow(BLOCKS_AT_FIRST);
        Await.until(
                () -> "a part of " + transfer.handle().snapshot(),
                () -> transfer.handle().snapshot().piecesDone() >= PIECES_AT_FIRST);
        return transfer;
    }

    /** The torrent, in the session that is there now. */
    TorrentHandle handle() {
        Await.until("the torrent", () -> container.session().find(id()).isPresent());
        return container.session().find(id()).orElseThrow();
    }

    TorrentId id() {
        return payload.metainfo().id();
    }

    GatedSeed seed() {
        return seed;
    }

    void awaitState(TorrentState state) {
        Await.until(
                () -> state + " instead of " + handle().snapshot(),
                () -> handle().snapshot().state() == state);
    }

    /** Lets the rest go and checks the result. */
    void finish() throws Exception {
        finishDisturbed();
        assertEquals(0, handle().snapshot().wastedBytes());
    }

    /** The same, but what was on its way when something stopped may have come twice. */
    void finishDisturbed() throws Exception {
        seed.open();
        Await.until(
                () -> "the end of " + handle().snapshot() + ", dialled " + seed.dialled() + " times",
                () -> handle().finished().toCompletableFuture().isDone());
        Await.result(handle().finished());
        assertArrayEquals(payload.bytes(), payload.in(directory));
    }

    /** The same, and no connection was lost since the start. */
    void finishUndisturbed() throws Exception {
        finish();
        assertUndropped();
    }

    /** The same, but what stood at the gate for long may have come twice. */
    void finishUndropped() throws Exception {
        finishDisturbed();
        assertUndropped();
    }

    private void assertUndropped() {
        Await.until("its completion was heard of", () -> isComplete);
        assertEquals(List.of(), disconnects);
    }

    @Override
    public void close() throws IOException {
        Await.result(handle().remove(true));
        seed.close();
        unsubscribe();
    }

    private void unsubscribe() {
        try {
            subscription.close();
        } catch (Exception e) { // of AutoCloseable: a subscription throws nothing
            throw new IllegalStateException(e);
        }
    }
}
