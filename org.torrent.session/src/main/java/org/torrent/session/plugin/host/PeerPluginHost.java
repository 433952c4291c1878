package org.torrent.session.plugin.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.ExtensionProtocolException;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.plugin.chain.AttachedPeerPlugin;
import org.torrent.session.plugin.chain.PeerPluginChain;
import org.torrent.session.plugin.chain.RevocablePeerContext;
import org.torrent.session.plugin.entry.ExtensionPluginEntry;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.handshake.HandshakeSender;
import org.torrent.session.plugin.handshake.OurHandshake;
import org.torrent.session.plugin.handshake.TheirExtensions;
import org.torrent.session.plugin.handshake.TheirRepeats;
import org.torrent.session.plugin.hook.ExtensionHook;
import org.torrent.session.plugin.hook.ReceivedHook;
import org.torrent.session.plugin.message.ExtensionCaller;
import org.torrent.session.plugin.message.ExtensionCallers;
import org.torrent.session.plugin.message.TheirHandshake;
import org.torrent.session.plugin.registry.ExtensionIds;
import org.torrent.spi.buffer.Block;

/** One connection's plugins and its side of BEP 10. The torrent's loop only. */
final class PeerPluginHost implements PluginsOfPeer {
    private final TorrentScope torrent;
    private final EnginePeer port;
    private final Consumer<PeerPluginHost> onEnd;
    private final PeerPluginChain chain;
    private final ExtensionCallers callers = new ExtensionCallers();
    private final TheirExtensions their = new TheirExtensions();
    private final ExtensionIds.Told told;
    private final OurHandshake ours;
    private final HandshakeSender handshake;
    private final PluginSender plugins;
    private final TheirRepeats repeats = new TheirRepeats();
    private byte[] lastHandshake; // null when it is too long, or there was no room
    private boolean extended;
    private boolean up;
    private boolean handshaken;
    private boolean closed;

    PeerPluginHost(TorrentScope torrent, EnginePeer port, Consumer<PeerPluginHost> onEnd) {
        this.torrent = torrent;
        this.port = port;
        this.onEnd = onEnd;
        this.chain = new PeerPluginChain(torrent.chain(), this::newContext);
        this.told = torrent.ids().newConnection();
        this.ours = new OurHandshake(told);
        this.handshake = new HandshakeSender(torrent.limits(), port, chain, torrent.slots(), ours);
        this.plugins = new PluginSender(torrent, port, their, ours, handshake);
    }

    private RevocablePeerContext newContext(FullPluginEntry entry) {
        return RevocablePeerContext.lend(entry, torrent.epoch(), torrent.port(), port, plugins, chain::pluginsOf);
    }

    private ExtensionCaller newCaller(ExtensionPluginEntry entry) {
        return new ExtensionCaller(entry, torrent.port(), torrent.epoch(), port.remote(), plugins);
    }

    // ---- what the engine calls --------------------------------------------------------------------------------------

    /** Attaches the torrent's plugins. */
    void attach() throws ConnectionRefusedByPlugin {
        torrent.epoch().lend(told);
        try {
            chain.sync();
        } catch (ConnectionRefusedByPlugin e) {
            chain.disconnect(e.getMessage());
            forgetIds();
            throw e;
        }
        torrent.epoch().check(); // a hook may have hung until the torrent was given up
    }

    @Override
    public void onConnected() {
        torrent.checkLoop();
        up = true;
        chain.connected();
    }

    @Override
    public void onHandshake(boolean bothExtended) {
        torrent.checkLoop();
        extended = bothExtended;
        handshaken = true;
        plugins.ready();
        chain.handshake(port.reservedBits());
        callers.sync(torrent.slots().all(), this::newCaller).forEach(ExtensionCaller::connected);
    }

    @Override
    public void start(BencodeDictionary engineKeys) {
        torrent.checkLoop();
        if (extended && !closed) {
            handshake.start(engineKeys, torrent.nowNanos());
        }
    }

    @Override
    public void engineKeys(BencodeDictionary keys) {
        torrent.checkLoop();
        handshake.engineKeys(keys);
    }

    @Override
    public Verdict received(Message message) {
        ReceivedHook hook = chain.wanted(message);
        if (hook == null || message instanceof Message.Extended own && !isMessage(own)) {
            return Verdict.PASS;
        }
        torrent.checkLoop();
        return chain.received(hook, message);
    }

    @Override
    public void synthetic(Message message) {
        ReceivedHook hook = chain.wanted(message);
        if (hook != null) {
            torrent.checkLoop();
            plugins.synthetic(() -> chain.received(hook, message));
        }
    }

    @Override
    public Verdict received(BlockRequest request, Block block) {
        if (!chain.wantsBlocks()) {
            return Verdict.PASS;
        }
        torrent.checkLoop();
        return chain.received(request, block);
    }

    @Override
    public Verdict receivedDontHave(int piece) {
        if (!chain.wantsDontHave()) {
            return Verdict.PASS;
        }
        torrent.checkLoop();
        return chain.dontHave(piece);
    }

    private boolean isMessage(Message.Extended message) {
        return extended && message.id() != 0; // handshakes have a hook of their own
    }

    @Override
    public void sent(Message message) {
        if (chain.wantsSent()) {
            torrent.checkLoop();
            chain.sent(message);
            if (message instanceof Message.Extended own && own.id() != 0 && own.id() == their.idOf(DontHave.NAME)) {
                DontHave.decode(own.body()).ifPresent(chain::sentDontHave);
            }
        }
    }

    @Override
    public boolean wantsSentPieces() {
        return chain.wantsSentPieces();
    }

    @Override
    public void sentPiece(BlockRequest request) {
        torrent.checkLoop();
        chain.sentPiece(request);
    }

    @Override
    public Verdict writeRequest(BlockRequest request) {
        if (!chain.wantsRequests()) {
            return Verdict.PASS;
        }
        torrent.checkLoop();
        return chain.writeRequest(request);
    }

    @Override
    public long unchokePriority() {
        torrent.checkLoop();
        return chain.unchokePriority();
    }

    @Override
    public void sentPayload(long bytes) {
        if (chain.wantsSent()) {
            torrent.checkLoop();
            chain.sentPayload(bytes);
        }
    }

    @Override
    public boolean canDisconnect(String reason) {
        if (!chain.wantsToKeep()) {
            return true;
        }
        torrent.checkLoop();
        return chain.canDisconnect(reason);
    }

    @Override
    public void onHashed(int piece, boolean passed) {
        if (chain.wantsHashed(passed)) {
            torrent.checkLoop();
            chain.hashed(piece, passed);
        }
    }

    @Override
    public void onExtended(int id, byte[] body) throws ExtensionProtocolException {
        torrent.checkThread();
        if (closed || !extended) {
            return;
        }
        torrent.epoch().check();
        if (id == 0) {
            onHandshake(body);
        } else {
            onMessage(id, body);
        }
    }

    private void onHandshake(byte[] body) throws ExtensionProtocolException {
        repeats.count(body.length, torrent.nowNanos());
        Optional<BencodeDictionary> readable = TheirHandshake.decode(body);
        if (readable.isEmpty()) {
            their.unreadable();
            return;
        }
        BencodeDictionary dictionary = readable.get();
        boolean isShort = body.length <= PluginLimits.REPLAY_BYTES;
        lastHandshake = port.keepHandshake(isShort ? body.length : 0) && isShort ? body : null;
        chain.extensionHandshake(dictionary);
        their.merge(dictionary);
        callers.handshake(body);
        handshake.changed(); // a plugin may have detached itself
    }

    private void onMessage(int id, byte[] body) {
        String name = ours.nameOf(id);
        ExtensionCaller caller = name == null ? null : callers.of(name);
        if (caller != null) {
            caller.message(body);
        } else if (name == null) {
            torrent.ids().countUnknown();
        } else {
            torrent.slots().stray(name);
        }
    }

    @Override
    public Optional<ExtendedHandshake> theirHandshake() {
        return their.handshake();
    }

    @Override
    public List<String> theirNames() {
        return their.names();
    }

    @Override
    public void tick(long nowNanos) {
        torrent.checkThread();
        if (!closed) {
            torrent.epoch().check();
            chain.tick();
            handshake.tick(nowNanos);
        }
    }

    @Override
    public void onDisconnect(String reason) {
        torrent.checkThread();
        if (!closed && !torrent.epoch().isOver()) {
            closed = true;
            chain.disconnect(reason);
            callers.disconnected();
            plugins.over();
            forgetIds();
            onEnd.accept(this);
        }
    }

    private void forgetIds() {
        told.revoke();
        torrent.epoch().forget(told);
    }

    // ---- what the torrent calls -------------------------------------------------------------------------------------

    /** The torrent's plugins changed: those that came are told what happened before. */
    void sync() {
        if (closed) {
            return;
        }
        try {
            chain.sync().forEach(this::replay);
            chain.detached();
        } catch (ConnectionRefusedByPlugin e) {
            port.disconnect(e.getMessage());
            return;
        }
        if (handshaken) {
            callers.sync(torrent.slots().all(), this::newCaller).forEach(this::replay);
            handshake.changed();
        }
    }

    private void replay(AttachedPeerPlugin arrived) {
        if (up) {
            arrived.connected();
        }
        if (handshaken) {
            arrived.handshake(port.reservedBits());
        }
        replayed().map(TheirHandshake::read).ifPresent(arrived::extensionHandshake);
    }

    private void replay(ExtensionCaller arrived) {
        if (!arrived.entry().has(ExtensionHook.HANDSHAKE)) {
            handshake.extraKeys(arrived.entry(), BencodeDictionary.empty());
        }
        arrived.connected();
        replayed().ifPresent(arrived::handshake);
    }

    /** Their last handshake; where it was not kept, what the engine reads in all of them. */
    private Optional<byte[]> replayed() {
        return lastHandshake != null
                ? Optional.of(lastHandshake)
                : their.handshake().map(merged -> BencodeEncoder.encode(merged.dictionary()));
    }

    /** Our handshake may have changed. */
    void handshakeChanged() {
        handshake.changed();
    }

    /** The engine's side of it. */
    EnginePeer port() {
        return port;
    }

    /** A plugin's context of this connection; null when it has no part in it, or the handshakes are not done. */
    RevocablePeerContext context(FullPluginEntry entry) {
        return handshaken ? chain.context(entry) : null;
    }
}
