package org.torrent.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.TorrentId;

/**
 * A plugin at one moment. Immutable: every method may be called on any thread and throws nothing.
 */
@ProviderType
public interface PluginSnapshot {
    /** The extension's name, or the full plugin's. */
    String name();

    /** {@code extension}, {@code full}, or {@code attached}: a full one of one torrent. */
    String kind();

    /** BEP 10 ids of its names on our side, in the order of the names; empty when it has none. */
    List<Integer> ids();

    /** Symbolic name of its bundle. */
    String bundle();

    /** Version of its bundle. */
    String version();

    /** What became of it. */
    State state();

    /** Why it waits, was refused or quarantined; empty otherwise. */
    String reason();

    /** The filter over torrents that it takes part in; empty: all. */
    String target();

    /** The torrents for which the user switched it off. */
    List<TorrentId> disabledFor();

    /** Callbacks made. */
    long calls();

    /** Callbacks that threw or came late. */
    long errors();

    /** Messages it never got, or replies nobody could take. */
    long dropped();

    /** Time spent in its callbacks. */
    long timeNanos();

    /** What became of a plugin. */
    enum State {
        /** Called. */
        ACTIVE,
        /** It is constructed, activated and asked its name, or waits for those that came before it. */
        STARTING,
        /** Another one holds its name; promoted when that leaves. Or there is no thread for its start. */
        WAITING,
        /** Not usable: a built-in's name, a bad name, an error at arrival. */
        REFUSED,
        /** The user switched it off. */
        DISABLED,
        /** Over its deadline or error budget. */
        QUARANTINED,
        /** Its constructor, its activation or its name has not returned in time: nobody waits for it. */
        STUCK,
        /** Every id is taken. */
        NO_ID,
        /** Its bundle is gone; the id stays reserved. */
        DEPARTED
    }
}
