package org.torrent.session;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.torrent.protocol.Handshake;
import org.torrent.session.mailbox.Mailbox;
import org.torrent.session.mailbox.SessionInput;
import org.torrent.session.net.AddressFilters;
import org.torrent.session.torrent.Handle;
import org.torrent.session.wire.Learned;
import org.torrent.session.wire.TorrentLookup;
import org.torrent.session.wire.WireConnection;
import org.torrent.session.wire.WireOwner;
import org.torrent.session.wire.WireSetup;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.ConnectionHandler;

/** Connections that peers make, until their handshake has named a torrent of ours. I/O threads. */
final class IncomingConnections implements Acceptor, TorrentLookup {
    private static final long HANDSHAKE_NANOS = 10_000_000_000L;

    private final WireSetup wires;
    private final TorrentTable<Handle> table;
    private final UnknownTorrents unknown;
    private final Mailbox<SessionInput> mailbox;
    private final AddressFilters filters;
    private final BooleanSupplier isOpen;

    IncomingConnections(
            WireSetup wires,
            TorrentTable<Handle> table,
            UnknownTorrents unknown,
            Mailbox<SessionInput> mailbox,
            AddressFilters filters,
            BooleanSupplier isOpen) {
        this.wires = wires;
        this.table = table;
        this.unknown = unknown;
        this.mailbox = mailbox;
        this.filters = filters;
        this.isOpen = isOpen;
    }

    @Override
    public ConnectionHandler accept(InetSocketAddress remote) {
        if (!isOpen.getAsBoolean() || filters.blocks(remote.getAddress())) {
            return null;
        }
        WireConnection wire = WireConnection.accepted(wires, this, remote);
        if (wire == null) {
            return null; // there are too many
        }
        mailbox.later(SessionInput.HANDSHAKE_DUE, HANDSHAKE_NANOS, () -> {
            if (!wire.isAttached() && !wire.isHeld()) {
                wire.close("no handshake in time");
            }
        });
        return wire;
    }

    @Override
    public WireOwner find(Handshake handshake, Learned learned) {
        Handle handle = table.inSwarm(handshake.infoHash());
        return handle == null ? null : handle.torrent().inbox();
    }

    @Override
    public CompletableFuture<WireOwner> await(Handshake handshake, InetSocketAddress remote) {
        return unknown.ask(handshake.infoHash(), remote);
    }
}
