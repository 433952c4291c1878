package org.torrent.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.TorrentId;

/**
 * A plugin at one moment. Immutable: every method may be called on any thread and throws nothing.
 */
@ProviderType
public interface PluginSnapshot {
    /**
     * The extension's name, or the full plugin's, also after it left, and when it starts anew. One that never said what it is
     * called goes by its component, or by bundle and service.
     */
    String name();

    /** {@code extension}, {@code full}, or {@code attached}: a full one of one torrent. */
    String kind();

    /** BEP 10 ids of its names on our side, in the order of the names; empty when it has none. */
    List<Integer> ids();

    /** The BEP 10 names that it speaks or wants to; empty while they are not known. */
    List<String> extensions();

    /** Symbolic name of its bundle. */
    String bundle();

    /** Version of its bundle. */
    String version();

    /** Interfaces that its service is registered under, sorted; empty when it is no service, or none any more. */
    List<String> services();

    /** The number of its service, by which the container's shell names it; -1 when it is none, or none any more. */
    long serviceId();

    /**
     * Methods that its classes override, as {@code PeerPlugin.onHave}; nothing else is called. Of its parts for torrents and
     * connections, those that were made so far.
     */
    List<String> hooks();

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

    /** What half of its callbacks took at most, within a fifth; of callbacks about messages one in 64 is timed. 0 before any was. */
    long p50Nanos();

    /** The same of 99 in 100. */
    long p99Nanos();

    /** What the longest that was noticed took: none above 0.2 s is missed. */
    long maxNanos();

    /** What it last did wrong, in one line; empty for nothing. */
    String lastError();

    /** When that was, in milliseconds since 1970; 0 for never. */
    long lastErrorMillis();

    /** Stack of the last error that had one, in lines, of which the first says what it was; empty for none. */
    String lastStack();

    /** The callback that is under way on its own thread; empty for none. Torrents' loops call it too. */
    String call();

    /** Callbacks that wait for its own thread. */
    int waitingCalls();

    /** Results that it asked the session for and has not got. */
    int waitingResults();

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
