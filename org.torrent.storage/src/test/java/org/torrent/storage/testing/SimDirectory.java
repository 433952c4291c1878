package org.torrent.storage.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A directory's entries twice, as {@link SimFile}. Each change is atomic; un-forced ones survive in any selection. */
final class SimDirectory {
    private final Map<String, Object> live = new TreeMap<>();
    private Map<String, Object> platter = new TreeMap<>();
    private final List<Map<String, Object>> pending = new ArrayList<>();

    Map<String, Object> live() {
        return live;
    }

    Map<String, Object> platter() {
        return platter;
    }

    /** Changes entries together; null removes one. */
    void change(Map<String, Object> entries) {
        apply(live, entries);
        pending.add(new HashMap<>(entries));
    }

    void force() {
        platter = new TreeMap<>(live);
        pending.clear();
    }

    void cutPower(Random random) {
        int style = random.nextInt(3); // none, all, some
        for (Map<String, Object> change : pending) {
            if (style == 1 || style == 2 && random.nextBoolean()) {
                apply(platter, change);
            }
        }
        pending.clear();
        live.clear();
        live.putAll(platter);
    }

    private static void apply(Map<String, Object> onto, Map<String, Object> change) {
        change.forEach((name, node) -> {
            if (node == null) {
                onto.remove(name);
            } else {
                onto.put(name, node);
            }
        });
    }
}
