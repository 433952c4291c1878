package org.torrent.dht.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.torrent.api.dht.DhtException;
import org.torrent.dht.DhtLimits;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.krpc.NodeId;
import org.torrent.dht.node.Node;
import org.torrent.dht.store.DhtItem;

/** Items in both families' networks (BEP 44). Any thread. */
final class Items {
    /** One family's part of a job; tells whether it began. */
    private interface Part<T> {
        boolean start(Node node, Family family, Consumer<T> done);
    }

    private final DhtSource source;
    private final AtomicInteger running = new AtomicInteger();

    Items(DhtSource source) {
        this.source = source;
    }

    /** The newest that is found. */
    CompletionStage<Optional<DhtItem>> find(NodeId target, byte[] salt) {
        return this.<Optional<DhtItem>>everywhere(
                        (node, family, done) -> node.get(target, salt, family, (item, lookup) -> done.accept(item)))
                .thenApply(found ->
                        found.stream().flatMap(Optional::stream).max(Comparator.comparingLong(DhtItem::sequence)));
    }

    /** With how many nodes it was left. */
    CompletionStage<Integer> store(DhtItem item) {
        return this.<Integer>everywhere((node, family, done) -> node.put(item, family, done::accept))
                .thenApply(stored -> stored.stream().mapToInt(Integer::intValue).sum());
    }

    private <T> CompletionStage<List<T>> everywhere(Part<T> part) {
        CompletableFuture<List<T>> all = new CompletableFuture<>();
        if (running.incrementAndGet() > DhtLimits.ITEM_JOBS) {
            all.completeExceptionally(new DhtException(DhtLimits.ITEM_JOBS + " items are on their way; try later"));
        } else {
            source.withNode(node -> start(node, part, all));
        }
        return all.whenComplete((values, error) -> running.decrementAndGet());
    }

    private static <T> void start(Node node, Part<T> part, CompletableFuture<List<T>> all) {
        List<Family> families = new ArrayList<>();
        for (Family family : Family.values()) {
            if (node != null && node.size(family) > 0) {
                families.add(family);
            }
        }
        if (families.isEmpty()) {
            all.completeExceptionally(new DhtException("the DHT knows no node yet; see torrent:dht"));
            return;
        }
        List<T> values = new ArrayList<>();
        for (Family family : families) {
            boolean isStarted = part.start(node, family, value -> {
                values.add(value);
                if (values.size() == families.size()) {
                    all.complete(values);
                }
            });
            if (!isStarted) {
                all.completeExceptionally(new DhtException("too many look-ups wait; try later"));
            }
        }
    }
}
