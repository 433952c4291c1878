package org.torrent.testkit.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A directory's entries twice, as {@link SimFile} has content. Changes that were not forced survive a power cut up to
 * some point: a file system that journals keeps their order.
 */
final class SimDirectory {
    /** Name to {@link SimFile} or {@link SimDirectory}. */
    private Map<String, Object> entries = new TreeMap<>();

    private Map<String, Object> durable = new TreeMap<>();
    private final List<Consumer<Map<String, Object>>> unforced = new ArrayList<>();

    Object get(String name) {
        return entries.get(name);
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void put(String name, Object node) {
        change(map -> map.put(name, node));
    }

    void remove(String name) {
        change(map -> map.remove(name));
    }

    void rename(String from, String to) {
        Object node = entries.get(from);
        change(map -> {
            map.remove(from);
            map.put(to, node);
        });
    }

    void force() {
        unforced.clear();
        durable = new TreeMap<>(entries);
    }

    void cutPower(Random random) {
        int kept = random.nextInt(unforced.size() + 1);
        unforced.subList(0, kept).forEach(change -> change.accept(durable));
        unforced.clear();
        entries = new TreeMap<>(durable);
        for (Object node : entries.values()) {
            if (node instanceof SimDirectory directory) {
                directory.cutPower(random);
            } else {
                ((SimFile) node).cutPower(random);
            }
        }
    }

    /** Content of all files below. */
    long bytes() {
        return entries.values().stream()
                .mapToLong(node -> node instanceof SimDirectory directory ? directory.bytes() : ((SimFile) node).size())
                .sum();
    }

    private void change(Consumer<Map<String, Object>> change) {
        change.accept(entries);
        unforced.add(change);
    }
}
