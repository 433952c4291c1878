package org.torrent.session.plugin.host;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.torrent.ext.api.PeerMessage;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.session.plugin.DontHave;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.MessageRefused;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.chain.ExtendedSender;
import org.torrent.session.plugin.chain.PluginMessage;
import org.torrent.session.plugin.entry.ExtensionPluginEntry;
import org.torrent.session.plugin.entry.FullPluginEntry;
import org.torrent.session.plugin.guard.PendingResults.Pending;
import org.torrent.session.plugin.handshake.HandshakeSender;
import org.torrent.session.plugin.handshake.OurHandshake;
import org.torrent.session.plugin.handshake.TheirExtensions;
import org.torrent.session.plugin.message.ExtensionAnswers;
import org.torrent.session.plugin.registry.Slot;

/** What plugins of either kind send on one connection. The torrent's loop only, but where it says otherwise. */
final class PluginSender implements ExtendedSender, ExtensionAnswers {
    private static final String TOO_DEEP = "hooks that hear of a message sent the next one, "
            + PluginLimits.NESTED_MESSAGES + " times within each other";
    private static final String NOT_YET = "not connected yet: the peer's handshake has not come";

    private final TorrentScope torrent;
    private final EnginePeer port;
    private final TheirExtensions their;
    private final OurHandshake ours;
    private final HandshakeSender handshake;
    private boolean ready;
    private boolean synthetic; // plugins hear of an event that the engine made itself
    private int nesting; // messages that are being sent, each by a hook that heard of the one before

    PluginSender(
            TorrentScope torrent,
            EnginePeer port,
            TheirExtensions their,
            OurHandshake ours,
            HandshakeSender handshake) {
        this.torrent = torrent;
        this.port = port;
        this.their = their;
        this.ours = ours;
        this.handshake = handshake;
    }

    /** Both BitTorrent handshakes are done. */
    void ready() {
        ready = true;
    }

    @Override
    public void extraKeys(ExtensionPluginEntry from, BencodeDictionary keys) {
        handshake.extraKeys(from, keys);
    }

    @Override
    public void reply(ExtensionPluginEntry from, byte[] payload) {
        int id = ready ? their.idOf(from.name()) : 0;
        Pending<Void> pending =
                from.pending().<Void>open(torrent.epoch(), payload.length).orElse(null);
        if (pending == null) {
            from.meter().dropped();
        } else if (id == 0 || isTooMuch(payload)) {
            from.meter().dropped();
            pending.fail("nobody can take it");
        } else {
            port.sendExtended(id, payload).whenComplete(pending::settle);
        }
    }

    /** The connection is gone. */
    void over() {
        ready = false;
    }

    /** Plugins hear of an event that the engine made itself. */
    void synthetic(Runnable hooks) {
        boolean before = synthetic;
        synthetic = true;
        try {
            hooks.run();
        } finally {
            synthetic = before;
        }
    }

    @Override
    public boolean synthetic() {
        return synthetic;
    }

    @Override
    public void send(FullPluginEntry from, String name, byte[] payload, Pending<Void> result) {
        within(() -> extended(from, name, payload, result));
    }

    @Override
    public void send(FullPluginEntry from, PeerMessage message, Pending<Void> result) {
        within(() -> standard(from, message, result));
    }

    /** Hooks hear of what is sent: they may send the next message, and nothing that they hear of is synthetic. */
    private void within(Runnable send) {
        boolean before = synthetic;
        synthetic = false;
        nesting++;
        try {
            send.run();
        } finally {
            nesting--;
            synthetic = before;
        }
    }

    private void extended(FullPluginEntry from, String name, byte[] payload, Pending<Void> result) {
        Slot slot = torrent.slots().of(name);
        int id = their.idOf(name);
        if (!ready) {
            result.fail(NOT_YET);
        } else if (slot == null || slot.holder() != from) {
            result.fail("another plugin holds the name " + name);
        } else if (id == 0) {
            result.fail("the peer does not offer " + name);
        } else if (isTooDeep()) {
            from.meter().dropped();
            result.fail(TOO_DEEP);
        } else if (isTooMuch(payload)) {
            from.meter().dropped();
            result.fail("too much is queued for the peer already");
        } else {
            port.sendExtended(id, payload).whenComplete(result::settle);
        }
    }

    private void standard(FullPluginEntry from, PeerMessage message, Pending<Void> result) {
        try {
            check(message);
            say(message).whenComplete(result::settle);
        } catch (MessageRefused refused) {
            from.meter().dropped();
            result.fail(refused.getMessage());
        }
    }

    private void check(PeerMessage message) throws MessageRefused {
        if (!ready) {
            throw new MessageRefused(NOT_YET);
        }
        if (isTooDeep()) {
            throw new MessageRefused(TOO_DEEP);
        }
        if (isTooMuch(PluginMessage.payloadBytes(message))) {
            throw new MessageRefused("too much is queued for the peer already");
        }
    }

    private boolean isTooDeep() {
        return nesting > PluginLimits.NESTED_MESSAGES;
    }

    private CompletionStage<Void> say(PeerMessage message) throws MessageRefused {
        if (message instanceof PeerMessage.Piece piece) {
            return port.sendPiece(piece.block(), piece.payload());
        } else if (message instanceof PeerMessage.DontHave gone) {
            int id = their.idOf(DontHave.NAME);
            if (id == 0) {
                throw new MessageRefused("the peer does not offer " + DontHave.NAME + " (BEP 54)");
            }
            return port.sendExtended(id, PluginMessage.dontHave(gone.piece()));
        }
        return port.send(PluginMessage.of(message));
    }

    private boolean isTooMuch(byte[] payload) {
        return isTooMuch(payload.length);
    }

    private boolean isTooMuch(int bytes) {
        return port.queuedExtendedBytes() + bytes > torrent.limits().queuedBytesPerPeer();
    }

    @Override
    public Set<String> publishedNames() {
        return their.published();
    }

    @Override
    public OptionalInt publishedId(String name) {
        return ours.publishedId(name);
    }
}
