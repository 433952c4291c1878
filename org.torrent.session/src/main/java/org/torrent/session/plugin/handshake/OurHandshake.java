package org.torrent.session.plugin.handshake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.registry.ExtensionIds;

/**
 * Our side of BEP 10 on one connection: which ids the peer was told, and whether what we would say now differs from what
 * we said last. A repeated handshake has everything, with 0 for names that left: clients differ in what they make of
 * missing ones. The torrent's loop only, but for {@link #publishedId}.
 */
public final class OurHandshake {
    private final ExtensionIds.Told ids;
    private final Map<String, Integer> told = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private Set<String> offeredNames = Set.of();
    private BencodeDictionary last;
    private volatile Map<String, Integer> published = Map.of();

    /** Nothing said yet; the ids told are noted there. */
    public OurHandshake(ExtensionIds.Told ids) {
        this.ids = ids;
    }

    /**
     * Puts the dictionary together.
     *
     * @param offers the names to offer now, with their ids
     * @param keys the other top-level keys
     */
    BencodeDictionary compose(Map<String, Integer> offers, Map<String, BencodeValue> keys) {
        Map<String, BencodeValue> named = new TreeMap<>();
        told.keySet().forEach(name -> named.put(name, BencodeInteger.of(0)));
        Map<String, Integer> offered = new HashMap<>();
        offers.forEach((name, id) -> {
            if (tell(name, id)) {
                named.put(name, BencodeInteger.of(id));
                offered.put(name, id);
            }
        });
        Map<String, BencodeValue> all = new TreeMap<>(keys);
        all.put(HandshakeDraft.NAMES_KEY, BencodeDictionary.of(named));
        offeredNames = new HashSet<>(offered.keySet());
        published = Map.copyOf(offered);
        return BencodeDictionary.of(all);
    }

    private boolean tell(String name, int id) {
        Integer known = told.get(name);
        if (known != null || names.containsKey(id)) {
            return known != null && known == id; // an id never gets a second meaning here
        }
        if (!ids.tell(name, id)) {
            return false;
        }
        told.put(name, id);
        names.put(id, name);
        return true;
    }

    /** Whether it says anything new; it counts as sent then. */
    boolean changes(BencodeDictionary composed) {
        if (composed.equals(last)) {
            return false;
        }
        last = composed;
        return true;
    }

    /** The name the peer was told an id for, on offer now or not; null when it never was. */
    public String nameOf(int id) {
        return names.get(id);
    }

    /** Whether the last handshake offered the name. */
    boolean offers(String name) {
        return offeredNames.contains(name);
    }

    /** Our id for a name on offer; any thread. */
    public OptionalInt publishedId(String name) {
        Integer id = published.get(name);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
