package org.torrent.session.plugin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PendingResults.Pending;
import org.torrent.session.plugin.hook.ExtensionHook;

/** One connection's plugins and its side of BEP 10. The torrent's loop only, but where it says otherwise. */
final class PeerExtensions implements PluginsOfPeer {
    private final TorrentExtensions torrent;
    private final EnginePeer port;
    private final boolean extended;
    private final PeerChain chain = new PeerChain();
    private final PeerLinks links = new PeerLinks();
    private final TheirExtensions their = new TheirExtensions();
    private final OurHandshake ours;
    private final HandshakeSender sender;
    private byte[] lastHandshake;
    private boolean closed;

    PeerExtensions(TorrentExtensions torrent, EnginePeer port, boolean extended) {
        this.torrent = torrent;
        this.port = port;
        this.extended = extended;
        this.ours = new OurHandshake(torrent.ids());
        this.sender = new HandshakeSender(torrent.limits(), port, chain, torrent.slots(), ours);
    }

    /** Attaches the torrent's plugins. */
    void attach() throws ConnectionRefusedByPlugin {
        try {
            chain.sync(torrent.chain(), this::newView);
        } catch (ConnectionRefusedByPlugin e) {
            chain.disconnect(e.getMessage());
            throw e;
        }
        chain.connected();
        links.sync(torrent.slots().all(), this::link).forEach(ExtensionLink::connected);
    }

    @Override
    public void start(BencodeDictionary engineKeys) {
        torrent.checkLoop();
        if (extended && !closed) {
            sender.start(engineKeys, torrent.nowNanos());
        }
    }

    @Override
    public void engineKeys(BencodeDictionary keys) {
        torrent.checkLoop();
        sender.engineKeys(keys);
    }

    @Override
    public Verdict received(Message message) {
        if (!chain.wantsReceived() || message instanceof Message.Extended own && !isMessage(own)) {
            return Verdict.PASS;
        }
        torrent.checkLoop();
        return chain.received(message);
    }

    private boolean isMessage(Message.Extended message) {
        return extended && message.id() != 0; // handshakes have a hook of their own
    }

    @Override
    public void sent(Message message) {
        if (chain.wantsSent()) {
            torrent.checkLoop();
            chain.sent(message);
        }
    }

    @Override
    public void sentPayload(long bytes) {
        if (chain.wantsSent()) {
            torrent.checkLoop();
            chain.sentPayload(bytes);
        }
    }

    @Override
    public void onExtended(int id, byte[] body) throws ExtensionProtocolException {
        torrent.checkLoop();
        if (closed || !extended) {
            return;
        }
        if (id == 0) {
            onHandshake(body);
        } else {
            onMessage(id, body);
        }
    }

    private void onHandshake(byte[] body) throws ExtensionProtocolException {
        BencodeDictionary handshake = decode(body);
        lastHandshake = body.length <= PluginLimits.REPLAY_BYTES ? body : null;
        chain.extensionHandshake(handshake);
        their.merge(handshake);
        links.handshake(handshake, body.length);
        sender.changed(); // a plugin may have detached itself
    }

    private static BencodeDictionary decode(byte[] body) throws ExtensionProtocolException {
        try {
            if (BencodeDecoder.decode(body, BencodeLimits.MESSAGE) instanceof BencodeDictionary handshake) {
                return handshake;
            }
        } catch (BencodeException e) {
            throw new ExtensionProtocolException("malformed extension handshake: " + e.getMessage());
        }
        throw new ExtensionProtocolException("malformed extension handshake: it is no dictionary");
    }

    private void onMessage(int id, byte[] body) {
        String name = ours.nameOf(id);
        ExtensionLink link = name == null ? null : links.of(name);
        if (link != null) {
            link.message(body);
        } else {
            torrent.stray(name);
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
        torrent.checkLoop();
        if (!closed) {
            chain.tick();
            sender.tick(nowNanos);
        }
    }

    @Override
    public void onDisconnect(String reason) {
        torrent.checkLoop();
        if (!closed) {
            closed = true;
            chain.disconnect(reason);
            links.disconnected();
            ours.close();
            torrent.disconnected(this);
        }
    }

    /** The torrent's plugins changed: those that came are told what happened before. */
    void sync() {
        if (closed) {
            return;
        }
        try {
            chain.sync(torrent.chain(), this::newView).forEach(this::replay);
        } catch (ConnectionRefusedByPlugin e) {
            port.disconnect(e.getMessage());
            return;
        }
        links.sync(torrent.slots().all(), this::link).forEach(this::replay);
        sender.changed();
    }

    private void replay(FullPeer arrived) {
        arrived.connected();
        replayed().ifPresent(arrived::extensionHandshake);
    }

    private void replay(ExtensionLink arrived) {
        if (!arrived.entry.has(ExtensionHook.HANDSHAKE)) {
            sender.extraKeys(arrived.entry.name(), BencodeDictionary.empty());
        }
        arrived.connected();
        replayed().ifPresent(handshake -> arrived.handshake(handshake, lastHandshake.length));
    }

    private Optional<BencodeDictionary> replayed() {
        try {
            return lastHandshake == null
                    ? their.handshake().map(ExtendedHandshake::dictionary)
                    : Optional.of(decode(lastHandshake));
        } catch (ExtensionProtocolException e) {
            throw new IllegalStateException("it was readable before", e);
        }
    }

    /** Our handshake may have changed. */
    void handshakeChanged() {
        sender.changed();
    }

    /** What a plugin answered to their handshake. */
    void extraKeys(ExtensionLink link, BencodeDictionary keys) {
        if (!closed && links.has(link) && !sender.extraKeys(link.entry.name(), keys)) {
            link.entry.meter.dropped();
        }
    }

    /** What a plugin answered to a message. */
    void reply(ExtensionLink link, byte[] payload) {
        int id = their.idOf(link.entry.name());
        Pending<Void> pending = link.entry.pending.<Void>open(payload.length).orElse(null);
        if (pending == null) {
            link.entry.meter.dropped();
        } else if (closed || !links.has(link) || id == 0 || tooMuch(payload)) {
            link.entry.meter.dropped();
            pending.fail("nobody can take it");
        } else {
            port.sendExtended(id, payload).whenComplete(pending::settle);
        }
    }

    /** A full plugin sends. */
    void send(PeerView from, String name, byte[] payload, Pending<Void> pending) {
        Slot slot = torrent.slots().of(name);
        int id = their.idOf(name);
        if (closed || from.revoked()) {
            pending.fail("the connection or the plugin left");
        } else if (slot == null || slot.holder() != from.entry) {
            pending.fail("another plugin holds the name " + name);
        } else if (id == 0) {
            pending.fail("the peer does not offer " + name);
        } else if (tooMuch(payload)) {
            from.entry.meter.dropped();
            pending.fail("too much is queued for the peer already");
        } else {
            port.sendExtended(id, payload).whenComplete(pending::settle);
        }
    }

    private boolean tooMuch(byte[] payload) {
        return port.queuedExtendedBytes() + payload.length > torrent.limits().queuedBytesPerPeer();
    }

    /** The names they offer; any thread. */
    Set<String> publishedNames() {
        return their.published();
    }

    /** Our id for a name on offer; any thread. */
    OptionalInt publishedId(String name) {
        return ours.publishedId(name);
    }

    /** A plugin's view of this connection; null when it has no part in it. */
    PeerView view(PluginEntry entry) {
        return chain.view(entry);
    }

    private PeerView newView(FullEntry entry) {
        return new PeerView(entry, this, torrent.port(), port);
    }

    private ExtensionLink link(ExtensionEntry entry) {
        return new ExtensionLink(entry, this, torrent.port(), port.remote());
    }
}
