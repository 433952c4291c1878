package org.torrent.console.view;

import java.util.ArrayList;
import java.util.List;
import org.torrent.api.filter.FilterList;
import org.torrent.api.filter.IpFilter;
import org.torrent.console.text.SafeText;
import org.torrent.console.text.Table;

/** Bans and lists of ranges for people. */
public final class FilterRows {
    private FilterRows() {}

    /** A line for each. */
    public static List<String> of(IpFilter filter) {
        List<String> lines = new ArrayList<>();
        filter.bans().forEach(ban -> lines.add("banned: " + SafeText.safe(ban)));
        List<FilterList> lists = filter.lists();
        if (lists.isEmpty()) {
            lines.add(lines.isEmpty() ? "nobody is banned, no list is configured" : "no list is configured");
            return lines;
        }
        Table table = new Table().text("LIST").number("RANGES").number("SKIPPED");
        lists.forEach(list -> table.row(list.file().getFileName(), list.ranges(), list.skipped()));
        List<String> rows = table.lines();
        lines.add(rows.get(0));
        for (int i = 0; i < lists.size(); i++) {
            lines.add(rows.get(i + 1));
            if (!lists.get(i).problem().isEmpty()) {
                lines.add("  " + SafeText.safe(lists.get(i).problem()));
            }
        }
        return lines;
    }
}
