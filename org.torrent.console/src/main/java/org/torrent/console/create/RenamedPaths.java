package org.torrent.console.create;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.console.Limits;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;

/** Files and directories whose names will be others on the disk of whoever downloads them, each of them once. */
final class RenamedPaths {
    private final Map<String, String> stored = new LinkedHashMap<>(); // by the path as it is now; the name, or the path

    private RenamedPaths() {}

    static RenamedPaths of(Metainfo metainfo) {
        RenamedPaths paths = new RenamedPaths();
        metainfo.files().stream()
                .filter(FileEntry::onDisk)
                .filter(FileEntry::renamed)
                .forEach(paths::add);
        return paths;
    }

    private void add(FileEntry file) {
        List<String> now = file.rawPath();
        List<String> then = file.path();
        if (now.size() != then.size()) { // too deep, or empty names
            stored.put(String.join("/", now), String.join("/", then));
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(then.get(i))) {
                stored.put(String.join("/", now.subList(0, i + 1)), then.get(i));
            }
        }
    }

    /** A line for each, up to a bound, behind which there is their number. */
    List<String> warnings() {
        List<String> lines = new ArrayList<>();
        stored.forEach((now, then) -> {
            if (lines.size() < Limits.RENAMED_SHOWN) {
                lines.add("warning: '" + now + "' is stored as '" + then
                        + "' by whoever downloads it; rename it, or this directory can't be seeded");
            }
        });
        if (stored.size() > lines.size()) {
            lines.add("warning: and " + (stored.size() - lines.size()) + " more");
        }
        return lines;
    }
}
