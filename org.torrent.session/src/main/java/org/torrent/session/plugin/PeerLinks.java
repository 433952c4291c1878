package org.torrent.session.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.torrent.model.bencode.BencodeDictionary;

/** The {@code ExtensionPlugin}s of one connection, by name. The torrent's loop only. */
final class PeerLinks {
    private final Map<String, ExtensionLink> links = new LinkedHashMap<>();

    /**
     * Follows the torrent's slots: forgets plugins that left, links those that came.
     *
     * @return the new links
     */
    List<ExtensionLink> sync(Map<String, Slot> slots, Function<ExtensionEntry, ExtensionLink> make) {
        links.keySet().removeIf(name -> !current(slots.get(name), links.get(name)));
        List<ExtensionLink> arrived = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.holder() instanceof ExtensionEntry entry && !links.containsKey(slot.name())) {
                ExtensionLink link = make.apply(entry);
                links.put(slot.name(), link);
                arrived.add(link);
            }
        }
        return arrived;
    }

    private static boolean current(Slot slot, ExtensionLink link) {
        return slot != null && slot.holder() == link.entry && link.lane == link.entry.lane();
    }

    /** The link of a name, or null. */
    ExtensionLink of(String name) {
        return links.get(name);
    }

    /** Whether the plugin behind the link is still the one of its name. */
    boolean has(ExtensionLink link) {
        return links.get(link.entry.name()) == link;
    }

    void handshake(BencodeDictionary handshake, int bytes) {
        links.values().forEach(link -> link.handshake(handshake, bytes));
    }

    void disconnected() {
        links.values().forEach(ExtensionLink::disconnected);
        links.clear();
    }
}
