package org.torrent.api.dht;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.SortedMap;

/**
 * How our node is doing.
 *
 * @param enabled whether it is switched on
 * @param addresses where it listens
 * @param trouble what keeps it from that, one line for people; empty when nothing does
 * @param searches torrents whose peers it looks for
 * @param lookups that run
 * @param waiting look-ups that wait for their turn
 * @param finished look-ups that ended since the start
 * @param tables nodes that it knows, by address family; empty where there is no node
 * @param torrents info hashes that others announced themselves for here
 * @param peers how many did
 * @param items of BEP 44 that others left here
 * @param counts by name, since the start; names are only ever added
 */
public record DhtSnapshot(
        boolean enabled,
        List<InetSocketAddress> addresses,
        String trouble,
        int searches,
        int lookups,
        int waiting,
        long finished,
        List<Table> tables,
        int torrents,
        int peers,
        int items,
        SortedMap<String, Long> counts) {
    /**
     * Nodes of one address family.
     *
     * @param family {@code ipv4} or {@code ipv6}
     * @param id ours, in hexadecimal digits
     * @param nodes that it knows
     * @param good of them, heard of within a quarter of an hour
     * @param replacements that wait for a place
     * @param buckets parts of the table
     * @param external our address as others see it; empty while too few agree
     */
    public record Table(
            String family, String id, int nodes, int good, int replacements, int buckets, String external) {}
}
