package org.torrent.dht.source;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeAddress;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.node.Node;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.StateStore;

/** The table on disk, under {@code dht} in the storage's states. On the loop. */
final class TableMemory {
    static final String NAME = "dht";

    private static final Logger LOG = LoggerFactory.getLogger(TableMemory.class);

    private final EventLoop loop;
    private StateStore store;
    private boolean keepOut; // what is there is of a newer program
    private boolean loaded;
    private boolean isRead; // what is there is known: it may be written over
    private boolean hasSaved;
    private long savedNanos; // the start at first

    TableMemory(EventLoop loop, long nowNanos) {
        this.loop = loop;
        this.savedNanos = nowNanos;
    }

    /** Another place, or none; {@code found} hears on the loop what is there, once in all. */
    void store(StateStore changed, Consumer<SavedTable> found) {
        store = changed;
        if (changed == null || loaded) {
            return;
        }
        loaded = true;
        CompletionStage<Optional<byte[]>> load;
        try {
            load = changed.load(NAME);
        } catch (RuntimeException left) { // it left this moment
            load = CompletableFuture.failedFuture(left);
        }
        load.whenComplete((bytes, error) -> loop.execute(() -> found.accept(read(bytes, error))));
    }

    private SavedTable read(Optional<byte[]> bytes, Throwable error) {
        isRead = true;
        if (error != null) {
            LOG.warn("DHT: the remembered nodes can't be read, it begins without them: {}", error.getMessage());
            return SavedTable.NONE;
        }
        if (bytes.isEmpty()) {
            return SavedTable.NONE;
        }
        try {
            return SavedTable.decode(bytes.get());
        } catch (SavedTable.Unreadable e) {
            keepOut = true;
            LOG.warn("DHT: the remembered nodes can't be used and are left alone: {}", e.getMessage());
            return SavedTable.NONE;
        }
    }

    /** Saves soon after the start, and then now and then. */
    void tick(Node node, long nowNanos) {
        long pause = hasSaved ? DhtLimits.SAVE_NANOS : DhtLimits.FIRST_SAVE_NANOS;
        if (nowNanos - savedNanos >= pause && maySave() && hasNodes(node)) {
            savedNanos = nowNanos;
            hasSaved = true;
            save(node);
        }
    }

    private boolean maySave() {
        return store != null && isRead && !keepOut;
    }

    private static boolean hasNodes(Node node) {
        return Arrays.stream(Family.values())
                .anyMatch(family -> !node.nodes(family).isEmpty());
    }

    /** Saves, unless there is nothing worth it; completes when it is durable or failed. */
    CompletionStage<Void> save(Node node) {
        Map<Family, NodeId> ids = new EnumMap<>(Family.class);
        Map<Family, List<NodeAddress>> nodes = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            ids.put(family, node.id(family));
            nodes.put(family, node.nodes(family));
        }
        boolean isEmpty = nodes.values().stream().allMatch(List::isEmpty);
        if (!maySave() || isEmpty) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return store.save(NAME, SavedTable.encode(ids, nodes)).exceptionally(error -> {
                LOG.warn("DHT: the nodes can't be remembered for now: {}", error.getMessage());
                return null;
            });
        } catch (RuntimeException left) { // it left this moment
            return CompletableFuture.completedFuture(null);
        }
    }
}
