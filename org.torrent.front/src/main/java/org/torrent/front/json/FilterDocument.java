package org.torrent.front.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.filter.FilterList;
import org.torrent.api.filter.IpFilter;

/** The IP filter: {@code torrent:ban --json}. */
public final class FilterDocument {
    private FilterDocument() {}

    /** The document. */
    public static Map<String, Object> of(IpFilter filter) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bans", filter.bans());
        document.put("lists", lists(filter.lists()));
        return document;
    }

    private static List<Map<String, Object>> lists(List<FilterList> lists) {
        return lists.stream()
                .map(list -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("file", list.file().toString());
                    document.put("ranges", list.ranges());
                    document.put("skipped", list.skipped());
                    document.put("problem", list.problem());
                    return document;
                })
                .toList();
    }
}
