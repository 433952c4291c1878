package org.torrent.session.plugin.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.torrent.session.plugin.entry.ExtensionPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;
import org.torrent.session.plugin.registry.Slot;

/** The {@code ExtensionPlugin}s of one connection, by name. The torrent's loop only. */
public final class ExtensionCallers {
    private final Map<String, ExtensionCaller> callers = new LinkedHashMap<>();

    /**
     * Follows the torrent's slots: drops plugins that left, takes those that came.
     *
     * @return the new ones, not told of the connection yet
     */
    public List<ExtensionCaller> sync(
            Map<String, Slot> slots, Function<ExtensionPluginEntry, ExtensionCaller> newCaller) {
        callers.values().removeIf(caller -> !isCurrent(caller, slots));
        List<ExtensionCaller> arrived = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.holder() instanceof ExtensionPluginEntry entry && !callers.containsKey(slot.name())) {
                ExtensionCaller caller = newCaller.apply(entry);
                callers.put(slot.name(), caller);
                arrived.add(caller);
            }
        }
        return arrived;
    }

    private static boolean isCurrent(ExtensionCaller caller, Map<String, Slot> slots) {
        Slot slot = slots.get(caller.entry().name());
        PluginEntry holder = slot == null ? null : slot.holder();
        boolean current = caller.calls(holder);
        if (!current && holder != null && holder != caller.entry()) {
            caller.retire();
        } else if (!current) {
            caller.drop();
        }
        return current;
    }

    /** The one of a name, or null. */
    public ExtensionCaller of(String name) {
        return callers.get(name);
    }

    /** A handshake of theirs arrived. */
    public void handshake(byte[] handshake) {
        callers.values().forEach(caller -> caller.handshake(handshake));
    }

    /** The connection is gone. */
    public void disconnected() {
        callers.values().forEach(ExtensionCaller::disconnected);
        callers.clear();
    }
}
