package org.torrent.session.plugin.message;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.runtime.lane.Lane;
import org.torrent.runtime.lane.LaneTask;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.entry.ExtensionPluginEntry;
import org.torrent.session.plugin.guard.Lent;
import org.torrent.session.plugin.guard.TorrentEpoch;
import org.torrent.session.plugin.hook.ExtensionHook;

/**
 * One {@code ExtensionPlugin} on one connection: turns events into calls on its lane, and answers into messages to the
 * torrent's loop. The torrent's loop only, but for the calls' bodies and {@link #revoke}.
 */
public final class ExtensionCaller implements Lent {
    /** What the plugin was told of the connection. */
    private enum State {
        NEW,
        CONNECTED,
        /** Nothing more, but it may still answer. */
        RETIRED,
        ENDED
    }

    private final ExtensionPluginEntry entry;
    private final Lane lane;
    private final EngineTorrent torrent;
    private final TorrentEpoch epoch;
    private final ExtensionAnswers answers;
    private final InfoHash infoHash;
    private final InetSocketAddress remote;
    private State state = State.NEW; // guarded by this

    /**
     * The plugin knows nothing of the connection yet.
     *
     * @param remote the peer's address
     */
    public ExtensionCaller(
            ExtensionPluginEntry entry,
            EngineTorrent torrent,
            TorrentEpoch epoch,
            InetSocketAddress remote,
            ExtensionAnswers answers) {
        this.entry = entry;
        this.lane = entry.lane();
        this.torrent = torrent;
        this.epoch = epoch;
        this.answers = answers;
        this.infoHash = torrent.id().infoHash();
        this.remote = remote;
    }

    /** Whose calls these are. */
    public ExtensionPluginEntry entry() {
        return entry;
    }

    /** Whether the plugin is still in the life in which it was called. */
    boolean calls(Object holder) {
        return holder == entry && lane == entry.lane();
    }

    /** Tells it of the connection. */
    public void connected() {
        epoch.lend(this);
        synchronized (this) { // what is told is told in this order, whoever ends it
            if (state == State.NEW) {
                state = State.CONNECTED;
                event(ExtensionHook.CONNECTED, plugin -> plugin.onPeerConnected(infoHash, remote));
            }
        }
    }

    /** Tells it that the connection is gone, once, if it knew of it. */
    void disconnected() {
        epoch.forget(this);
        synchronized (this) {
            if (state == State.CONNECTED) {
                event(ExtensionHook.DISCONNECTED, plugin -> plugin.onPeerDisconnected(infoHash, remote));
            }
            state = State.ENDED;
        }
    }

    /** The plugin left, or leads another life: it is told nothing more. */
    void drop() {
        epoch.forget(this);
        synchronized (this) {
            state = State.ENDED;
        }
    }

    /** Another plugin has its place: it is told nothing more, and what it was told it still answers. */
    void retire() {
        epoch.forget(this);
        synchronized (this) {
            state = state == State.CONNECTED ? State.RETIRED : State.ENDED;
        }
    }

    /** The torrent's life ended: the plugin is told as of any other end. */
    @Override
    public void revoke() {
        disconnected();
    }

    private synchronized boolean isConnected() {
        return state == State.CONNECTED;
    }

    private synchronized boolean isAnswered() {
        return state == State.CONNECTED || state == State.RETIRED;
    }

    /** A handshake of theirs arrived, readable. It waits as bytes: as a tree it takes many times the room. */
    public void handshake(byte[] handshake) {
        message(ExtensionHook.HANDSHAKE, handshake.length, plugin -> {
            Optional<Map<String, BencodeValue>> keys =
                    plugin.onHandshake(infoHash, remote, TheirHandshake.read(handshake));
            BencodeDictionary extra = copy(keys);
            post(PluginCall.EXTRA_KEYS, () -> {
                if (isConnected()) {
                    answers.extraKeys(entry, extra);
                }
            });
        });
    }

    /** A message with our id for its name arrived. */
    public void message(byte[] payload) {
        message(ExtensionHook.MESSAGE, payload.length, plugin -> {
            Optional<byte[]> reply = plugin.onMessage(infoHash, remote, payload.clone());
            if (reply != null && reply.isPresent()) {
                byte[] own = reply.get().clone();
                post(PluginCall.REPLY, () -> reply(own));
            }
        });
    }

    private void reply(byte[] payload) {
        if (isAnswered()) {
            answers.reply(entry, payload);
        } else {
            entry.meter().dropped();
        }
    }

    private void post(PluginCall call, Runnable task) {
        if (!epoch.isOver()) {
            torrent.post(call, task);
        }
    }

    /** What a plugin does in a call. */
    private interface Call {
        void on(ExtensionPlugin plugin);
    }

    private void event(ExtensionHook hook, Call call) {
        if (entry.has(hook)) {
            lane.offer(LaneTask.event(hook.label(), () -> run(call)));
        }
    }

    private void message(ExtensionHook hook, int bytes, Call call) {
        boolean wanted = entry.has(hook) && isConnected();
        if (wanted && !lane.offer(LaneTask.message(hook.label(), this, bytes, () -> run(call)))) {
            entry.meter().dropped();
        }
    }

    private void run(Call call) {
        ExtensionPlugin plugin = entry.plugin();
        if (plugin != null) {
            call.on(plugin);
        }
    }

    private static BencodeDictionary copy(Optional<Map<String, BencodeValue>> keys) {
        boolean none = keys == null || keys.isEmpty();
        return none ? BencodeDictionary.empty() : BencodeDictionary.of(Map.copyOf(keys.get()));
    }
}
