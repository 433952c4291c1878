package org.torrent.ext.metadata;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;

/** ut_metadata on one connection, both ways. */
final class MetadataPeer implements PeerPlugin, MetadataSource {
    private final MetadataHub torrent;
    private final PeerContext peer;
    private final InetSocketAddress address;
    private final MetadataServer server;
    private boolean speaks;
    private int claimedBytes;
    private boolean gone;

    MetadataPeer(MetadataHub torrent, PeerContext peer) {
        this.torrent = torrent;
        this.peer = peer;
        this.address = peer.remote();
        this.server = new MetadataServer(torrent::metadata, message -> peer.send(MetadataPlugin.NAME, message));
    }

    @Override
    public void addHandshake(HandshakeBuilder handshake) {
        if (torrent.sizeBytes() > 0) {
            handshake.put("metadata_size", BencodeInteger.of(torrent.sizeBytes()));
        }
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        handshake
                .dictionary("m")
                .flatMap(names -> names.get(MetadataPlugin.NAME))
                .ifPresent(id -> speaks = !id.equals(BencodeInteger.of(0)));
        handshake.integer("metadata_size").ifPresent(size -> claimedBytes = usable(size));
        torrent.offered(this, speaks ? claimedBytes : 0);
        return true;
    }

    private static int usable(long size) {
        return size > 0 && size <= MetadataLimits.METADATA_BYTES ? (int) size : 0;
    }

    @Override
    public Verdict onExtended(int length, int id, byte[] body) {
        OptionalInt ours = peer.localId(MetadataPlugin.NAME);
        if (ours.isEmpty() || ours.getAsInt() != id) {
            return Verdict.PASS;
        }
        MetadataMessage.parse(body).ifPresent(this::handle);
        return Verdict.HANDLED;
    }

    private void handle(MetadataMessage message) {
        switch (message.type()) {
            case MetadataMessage.REQUEST -> server.request(message.piece());
            case MetadataMessage.DATA -> torrent.received(this, message);
            default -> torrent.rejected(this, message.piece());
        }
    }

    @Override
    public void tick() {
        server.tick();
    }

    @Override
    public void onDisconnect(String reason) {
        gone = true;
        torrent.disconnected(this);
    }

    @Override
    public void request(int piece) {
        if (!gone) {
            peer.send(MetadataPlugin.NAME, MetadataMessage.request(piece).encode());
        }
    }

    @Override
    public void ban(String reason) {
        if (!gone) {
            peer.disconnect(reason);
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }
}
