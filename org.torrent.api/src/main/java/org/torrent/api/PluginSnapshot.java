package org.torrent.api;

import java.util.List;

/**
 * A plugin at one moment.
 *
 * @param name the extension's name, or the full plugin's
 * @param kind {@code extension} or {@code full}
 * @param ids BEP 10 ids of its names on our side, in the order of the names; empty when it has none
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param state what it is
 * @param reason why it waits, was refused or quarantined; empty otherwise
 * @param calls callbacks made
 * @param errors callbacks that threw or came late
 * @param dropped messages it never got, or replies nobody could take
 * @param timeNanos time spent in its callbacks
 */
public record PluginSnapshot(
        String name,
        String kind,
        List<Integer> ids,
        String bundle,
        String version,
        State state,
        String reason,
        long calls,
        long errors,
        long dropped,
        long timeNanos) {
    /** What became of a plugin. */
    public enum State {
        /** Called. */
        ACTIVE,
        /** Another one holds its name; promoted when that leaves. */
        WAITING,
        /** Not usable: a built-in's name, a bad name, an error at arrival. */
        REFUSED,
        /** Over its deadline or error budget. */
        QUARANTINED,
        /** Every id is taken. */
        NO_ID,
        /** Its bundle is gone; the id stays reserved. */
        DEPARTED
    }
}
