package org.torrent.session.plugin.registry;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.entry.PluginEntry;

/**
 * The slots one torrent holds. It takes those that are filled when it starts, and those of plugins that ask for it
 * ({@code torrent.adoption=live}); from then on it goes on with whoever fills them. The torrent's loop only.
 */
public final class TorrentSlots {
    private final Set<String> adopted = new HashSet<>();
    private final long graceNanos;
    private Map<String, Slot> slots = Map.of();

    /** None yet; an empty slot is kept from peers after that time. */
    public TorrentSlots(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /**
     * Follows the catalog.
     *
     * @param all whether every filled slot is taken: at the torrent's start
     * @param runs whether the torrent runs a full plugin
     * @param serves whether it may run a plugin at all
     * @return whether anything changed
     */
    public boolean update(
            Map<String, Slot> catalog,
            boolean all,
            Predicate<FullPluginEntry> runs,
            Predicate<PluginEntry> serves,
            long nowNanos) {
        Map<String, Slot> next = new LinkedHashMap<>();
        for (Slot slot : catalog.values()) {
            PluginEntry holder = slot.holder();
            boolean isFull = holder instanceof FullPluginEntry;
            boolean speaks =
                    holder != null && (holder instanceof FullPluginEntry full ? runs.test(full) : serves.test(holder));
            if (speaks ? all || isFull || holder.live() : all && holder != null && !isFull) {
                adopted.add(slot.name()); // one that may not serve yet does it as soon as it may
            }
            if (holder != null && !speaks) { // a plugin that does not care for this torrent speaks for nobody
                slot = new Slot(slot.name(), slot.id(), null, nowNanos - graceNanos, slot.strays());
            }
            if (adopted.contains(slot.name())) {
                next.put(slot.name(), slot);
            }
        }
        boolean changed = !next.equals(slots);
        slots = next;
        return changed;
    }

    /** Whether the torrent holds one of the names: it then goes on with the plugin that has them now. */
    public boolean holdsAny(Collection<String> names) {
        return names.stream().anyMatch(adopted::contains);
    }

    /** By name. */
    public Map<String, Slot> all() {
        return slots;
    }

    /** The slot of a name, or null. */
    public Slot of(String name) {
        return slots.get(name);
    }

    /** The names whose slot is empty so recently that peers need not know. */
    public Set<String> inGrace(long nowNanos) {
        Set<String> names = new HashSet<>();
        slots.values().stream().filter(slot -> inGrace(slot, nowNanos)).forEach(slot -> names.add(slot.name()));
        return names;
    }

    /** A message arrived for a name that nobody answers for. */
    public void stray(String name) {
        Slot slot = slots.get(name);
        if (slot != null && slot.holder() == null) {
            slot.strays().incrementAndGet();
        }
    }

    /** Whether the slot is empty so recently that peers need not know: an update is a stop and a start. */
    public boolean inGrace(Slot slot, long nowNanos) {
        return slot.holder() == null && nowNanos - slot.vacantSinceNanos() < graceNanos;
    }
}
