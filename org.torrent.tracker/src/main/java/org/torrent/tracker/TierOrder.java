package org.torrent.tracker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** The order in which trackers are asked (BEP 12): tiers in turn, each shuffled once, whoever answers moves up. */
final class TierOrder {
    private final IntUnaryOperator random;
    private List<List<String>> given = List.of();
    private List<List<String>> tiers = List.of();

    /** Takes a source of random numbers below a bound. */
    TierOrder(IntUnaryOperator random) {
        this.random = random;
    }

    /** Takes the tiers as they are now; the order stays while they do. */
    void update(List<List<String>> now) {
        if (now.equals(given)) {
            return;
        }
        given = now.stream().map(List::copyOf).toList();
        tiers = new ArrayList<>();
        for (List<String> tier : given) {
            List<String> shuffled = new ArrayList<>(tier);
            for (int i = shuffled.size() - 1; i > 0; i--) {
                shuffled.set(i, shuffled.set(random.applyAsInt(i + 1), shuffled.get(i)));
            }
            tiers.add(shuffled);
        }
    }

    /** Moves a tracker to the front of its tier. */
    void promote(String url) {
        for (List<String> tier : tiers) {
            if (tier.remove(url)) {
                tier.add(0, url);
                return;
            }
        }
    }

    /** All trackers in the order to ask them, each once. */
    List<String> urls() {
        Set<String> urls = new LinkedHashSet<>();
        tiers.forEach(urls::addAll);
        return urls.stream().limit(Limits.TRACKERS).toList();
    }
}
