package org.torrent.session.plugin;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrent.api.AlertCategory;
import org.torrent.api.PluginSnapshot;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.session.alert.PostedAlert;

/** The session's plugins, as the engine and the container's wiring see them. Any thread. */
public interface PluginsOfSession {
    /**
     * A plugin was announced. It is fetched and asked its name on a thread of its own, and taken up in its turn: in the
     * order of announcement, without those that are over their deadline; none before {@link #switches(PluginSwitches)}.
     */
    PluginPresence expect(PluginKind kind, PluginOrigin origin, PluginService service);

    /** Whether all that were announced are here, but for such that hang in their start; not before plugins are taken up. */
    boolean isSettled();

    /** Completes when {@link #isSettled}, which is soon: at once, or on the session's loop. */
    CompletionStage<Void> settled();

    // ---- for who has the plugin itself ------------------------------------------------------------------------------

    /** A plugin arrived. */
    void addExtension(ExtensionPlugin plugin, PluginOrigin origin);

    /** A plugin leaves. Returns when calls under way ended or the deadline passed. */
    void removeExtension(ExtensionPlugin plugin);

    /** A plugin arrived. */
    void addSessionPlugin(SessionPlugin plugin, PluginOrigin origin);

    /** A plugin leaves. Returns when calls under way ended or the deadline passed. */
    void removeSessionPlugin(SessionPlugin plugin);

    /** A plugin arrived. */
    void addTorrentPluginFactory(TorrentPluginFactory factory, PluginOrigin origin);

    /** A plugin leaves. Returns when calls under way ended or the deadline passed. */
    void removeTorrentPluginFactory(TorrentPluginFactory factory);

    /** A plugin's service properties changed, such as its ranking. What it is called and its names stay. */
    void modified(Object plugin, PluginOrigin origin);

    // -----------------------------------------------------------------------------------------------------------------

    /** The plugins of one torrent each. */
    AttachedFactories attached();

    /** A torrent begins a life on a loop. No plugin is called before {@link PluginsOfTorrent#start}. */
    PluginsOfTorrent open(EngineTorrent torrent);

    /** The plugins, in order of arrival, then the names whose plugin left, then those that are on their way. */
    List<PluginSnapshot> snapshot();

    /** Threads that hang in calls of plugins, present ones and such that left. */
    int stuckThreads();

    /** Messages that came with an id we never gave to their sender. */
    long unknownIds();

    /**
     * Ends a quarantine: the plugin is called again as if it had just arrived. One that hangs in its start, or that was
     * refused, starts again.
     *
     * @param name as {@link PluginSnapshot#name}
     * @return whether there was such a plugin
     */
    boolean reset(String name);

    /** The same in one torrent only, for plugins that are called there: as if it just started. */
    void reset(String name, TorrentId torrent);

    /** What the user switched off. */
    PluginSwitches switches();

    /**
     * The user switched plugins on or off: they are called accordingly from now on. Plugins start before this is called first,
     * and none is taken up: nobody knows whether it is off.
     */
    void switches(PluginSwitches next);

    /** What plugins saved. */
    SavedStates states();

    /**
     * Removes all that a plugin saved and its data directories, of whatever bundle; it must not be here or start, else it
     * would save again. One that just left says first what is to be saved.
     *
     * @param name as {@link PluginSnapshot#name}
     * @return whether there was any of it, on a thread of the storage's or one of its own; fails with
     *     {@link IllegalStateException} when it is here, there is no storage, or something can't be removed
     */
    CompletionStage<Boolean> forget(String name);

    /** Which plugin holds most of the heap, as far as that is counted, in one line. */
    String heapSuspect();

    /** Whether a plugin wants to be asked about torrents that are not here. */
    boolean wantsUnknownTorrents();

    /**
     * A peer named a torrent that is not here, by its version 1 hash: plugins are asked on their lanes, the answer of the highest ranking counts.
     *
     * @return completes with null when nobody has one within the deadline; on a lane or the session's loop
     */
    CompletionStage<TorrentAnswer> onUnknownTorrent(TorrentId asked, InetSocketAddress peer);

    /** Whether a plugin wants to be asked about queries to our DHT node. */
    boolean wantsDhtRequests();

    /**
     * A query came: plugins are asked on their lanes, the answer of the highest ranking counts.
     *
     * @param bytes of the message, bencoded
     * @return completes with the values of the response, with nothing when nobody handles it within the deadline; on a lane or
     *     the session's loop
     */
    CompletionStage<Optional<BencodeDictionary>> onDhtRequest(
            String query, InetSocketAddress source, BencodeDictionary message, int bytes);

    /** Whether a plugin wants to hear of such alerts. */
    boolean wantsAlert(AlertCategory category);

    /** An alert of whatever category was posted: offered to the plugins that want to hear of it. Never blocks. */
    void onAlert(PostedAlert alert);

    /**
     * First step of the session's shutdown: plugins are told. Once; the torrents are still there.
     *
     * @return completes when all returned or the deadline of a call passed, on any thread
     */
    CompletionStage<Void> abort();

    /**
     * After the torrents closed: session plugins say what is to be saved.
     *
     * @return completes when all that was saved is durable, or can't be written or the deadline of a call passed; any thread
     */
    CompletionStage<Void> save();

    /** Last step, after the torrents closed: plugins that were not told are, and lanes end. Waits up to the deadline. */
    void close();
}
