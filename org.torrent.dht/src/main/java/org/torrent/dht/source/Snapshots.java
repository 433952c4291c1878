package org.torrent.dht.source;

import java.net.InetAddress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrent.api.dht.DhtSnapshot;
import org.torrent.dht.krpc.Family;
import org.torrent.dht.node.NodeCounts;
import org.torrent.dht.node.NodeStatus;

/** What front ends see, out of what the node says of itself. */
final class Snapshots {
    private Snapshots() {}

    static DhtSnapshot of(DhtView view) {
        if (view.node().isEmpty()) {
            return new DhtSnapshot(
                    view.isEnabled(),
                    view.addresses(),
                    view.trouble(),
                    view.torrents(),
                    0,
                    0,
                    0,
                    List.of(),
                    0,
                    0,
                    0,
                    new TreeMap<>());
        }
        NodeStatus node = view.node().get();
        return new DhtSnapshot(
                view.isEnabled(),
                view.addresses(),
                view.trouble(),
                view.torrents(),
                node.running(),
                node.waiting(),
                node.finished(),
                node.tables().stream().map(Snapshots::table).toList(),
                node.torrents(),
                node.peers(),
                node.items(),
                counts(node.counts(), view.dropped()));
    }

    private static DhtSnapshot.Table table(NodeStatus.Table table) {
        return new DhtSnapshot.Table(
                table.family() == Family.V4 ? "ipv4" : "ipv6",
                table.id().toString(),
                table.nodes(),
                table.good(),
                table.replacements(),
                table.buckets(),
                table.external().map(InetAddress::getHostAddress).orElse(""));
    }

    private static SortedMap<String, Long> counts(NodeCounts.Snapshot of, long dropped) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("received", of.received());
        counts.put("dropped", dropped);
        counts.put("malformed", of.malformed());
        counts.put("queries", of.queries());
        counts.put("over_rate", of.overRate());
        counts.put("answers", of.answers());
        counts.put("cut_answers", of.cutAnswers());
        counts.put("sent", of.sent());
        counts.put("sent_bytes", of.sentBytes());
        counts.put("asked", of.asked());
        counts.put("timeouts", of.timeouts());
        counts.put("unexpected", of.unexpected());
        counts.put("out_of_reach", of.outOfReach());
        return counts;
    }
}
