package org.torrent.model.metainfo;

import java.util.ArrayList;
import java.util.List;
import org.torrent.model.Limits;

/** Collects what was left out or changed while a torrent was read, within a bound. */
final class Warnings {
    private final List<String> lines = new ArrayList<>();
    private int dropped;

    void add(String line) {
        if (lines.size() < Limits.WARNINGS) {
            lines.add(line);
        } else {
            dropped++;
        }
    }

    /** Keys of one dictionary that came more than once. */
    void addRepeated(List<String> keys) {
        keys.forEach(key -> add("'" + key + "' is there more than once, and the first counts"));
    }

    List<String> toList() {
        List<String> all = new ArrayList<>(lines);
        if (dropped > 0) {
            all.add("and " + dropped + " more");
        }
        return all;
    }
}
