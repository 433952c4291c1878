package org.torrent.front.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrent.api.dht.DhtSnapshot;
import org.torrent.api.dht.DhtStored;
import org.torrent.front.text.Addresses;

/** The node of the DHT: {@code torrent:dht}. */
public final class DhtDocument {
    private DhtDocument() {}

    /** How it is doing. */
    public static Map<String, Object> of(DhtSnapshot node) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("enabled", node.enabled());
        document.put("listen", node.addresses().stream().map(Addresses::text).toList());
        document.put("trouble", node.trouble());
        document.put("searches", node.searches());
        document.put("lookups", node.lookups());
        document.put("lookups_waiting", node.waiting());
        document.put("lookups_finished", node.finished());
        document.put("tables", node.tables().stream().map(DhtDocument::table).toList());
        document.put("stored_torrents", node.torrents());
        document.put("stored_peers", node.peers());
        document.put("stored_items", node.items());
        document.put("counts", node.counts());
        return document;
    }

    private static Map<String, Object> table(DhtSnapshot.Table table) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("family", table.family());
        document.put("id", table.id());
        document.put("nodes", table.nodes());
        document.put("good", table.good());
        document.put("replacements", table.replacements());
        document.put("buckets", table.buckets());
        document.put("external_address", table.external().isEmpty() ? null : table.external());
        return document;
    }

    /** An item that was left with nodes. */
    public static Map<String, Object> of(DhtStored item) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", item.target());
        document.put("key", item.key().isEmpty() ? null : item.key());
        document.put("sequence", item.sequence());
        document.put("nodes", item.nodes());
        return document;
    }

    /**
     * An item that was found, or not.
     *
     * @param value bencoded, in hexadecimal digits; null when there is none
     * @param text the same, where it is text; null otherwise
     */
    public static Map<String, Object> item(String value, String text, long sequence) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("value", value);
        document.put("text", text);
        document.put("sequence", sequence);
        return document;
    }
}
