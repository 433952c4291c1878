package org.torrent.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.torrent.api.dht.DhtSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.SafeText;
import org.torrent.front.text.Addresses;

/** The node of the DHT for people. */
public final class DhtLines {
    private DhtLines() {}

    /** A line for each thing. */
    public static List<String> of(DhtSnapshot node) {
        List<String> lines = new ArrayList<>();
        lines.add("listening    " + listens(node));
        if (!node.trouble().isEmpty()) {
            lines.add("trouble      " + SafeText.oneLine(node.trouble()));
        }
        for (DhtSnapshot.Table table : node.tables()) {
            lines.add(String.format("%-13s", table.family()) + table.nodes() + " nodes, " + table.good() + " good, "
                    + table.replacements() + " waiting, " + table.buckets() + " buckets; our id " + table.id()
                    + (table.external().isEmpty() ? "" : ", our address " + SafeText.oneLine(table.external())));
        }
        lines.add("searches     " + node.searches() + " torrents; " + node.lookups() + " look-ups run, "
                + node.waiting() + " wait, " + node.finished() + " ended");
        lines.add("kept         " + node.peers() + " peers of " + node.torrents() + " torrents, " + node.items()
                + " items, for others");
        if (!node.counts().isEmpty()) {
            lines.add("answered     " + count(node, "answers") + " of " + count(node, "queries") + " queries, "
                    + count(node, "over_rate") + " over the rate, " + count(node, "malformed") + " malformed");
            lines.add("asked        " + count(node, "asked") + ", " + count(node, "timeouts") + " without an answer; "
                    + Human.bytes(count(node, "sent_bytes")) + " sent");
        }
        return lines;
    }

    private static String listens(DhtSnapshot node) {
        if (!node.enabled()) {
            return "no, it is off (--dht, or enabled in org.torrent.dht)";
        }
        String addresses = node.addresses().stream().map(Addresses::text).collect(Collectors.joining(", "));
        return addresses.isEmpty() ? "no, the session does not listen" : SafeText.safe(addresses);
    }

    private static long count(DhtSnapshot node, String name) {
        return node.counts().getOrDefault(name, 0L);
    }
}
