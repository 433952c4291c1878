package org.torrent.testkit.ports.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A directory's entries twice, as {@link SimFile} has content. Of the changes that were not forced a power cut keeps
 * those up to some point, as a file system that journals does, or any of them, as others do.
 */
final class SimDirectory {
    /** Name to {@link SimFile} or {@link SimDirectory}. */
    private Map<String, Object> entries = new TreeMap<>();

    private Map<String, Object> durable = new TreeMap<>();
    private final List<Consumer<Map<String, Object>>> unforced = new ArrayList<>();

    Object get(String name) {
        return entries.get(name);
    }

    Object durable(String name) {
        return durable.get(name);
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** What is in it, or will be again after a power cut. */
    List<Object> nodes() {
        List<Object> nodes = new ArrayList<>(entries.values());
        nodes.addAll(durable.values());
        return nodes;
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
        if (random.nextBoolean()) {
            unforced.subList(0, random.nextInt(unforced.size() + 1)).forEach(change -> change.accept(durable));
        } else {
            unforced.stream().filter(change -> random.nextBoolean()).forEach(change -> change.accept(durable));
        }
        unforced.clear();
        entries = new TreeMap<>(durable);
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
