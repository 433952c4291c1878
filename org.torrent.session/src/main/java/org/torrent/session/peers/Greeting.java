package org.torrent.session.peers;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.model.Bitfield;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.protocol.AllowedFastSet;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.protocol.ProtocolException;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.context.TorrentFacts;
import org.torrent.session.context.TorrentLimits;
import org.torrent.session.context.TorrentServices;
import org.torrent.session.pieces.TorrentPieces;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.wire.PeerWire;

/** What we say first on a connection: handshake, pieces, extension handshake, allowed-fast set. On the torrent's loop. */
final class Greeting {
    private static final String CLIENT = "org.torrent 0.1";

    private final TorrentServices services;
    private final TorrentFacts facts;
    private final SwarmHost host;
    private final Twins twins;

    Greeting(TorrentServices services, TorrentFacts facts, SwarmHost host, Twins twins) {
        this.twins = twins;
        this.services = services;
        this.facts = facts;
        this.host = host;
    }

    void sendHandshake(PeerWire wire) {
        long bits = Handshake.EXTENDED;
        if (services.settings().fastExtension()) {
            bits |= Handshake.FAST;
        }
        if (!facts.isPrivate() && services.dhtNode().isPresent()) {
            bits |= Handshake.DHT;
        }
        Handshake ours = new Handshake(bits, facts.infoHash(), services.peerId());
        wire.sender().send(ByteBuffer.wrap(ours.encode()));
    }

    /**
     * After both handshakes; tells whether the connection stays.
     *
     * @param dialled what plugins saw of it so far; null when they dialled
     */
    boolean greet(PeerConnection peer, DialDoor dialled, long nowNanos) {
        peer.door().snapshot(peer.snapshot(nowNanos));
        TorrentPieces pieces = host.pieces();
        try {
            if (dialled == null) {
                peer.plugins(newConnection(peer), peer.door());
            } else {
                dialled.made(peer.door());
                peer.plugins(dialled.plugins(), dialled);
            }
            if (pieces != null) {
                peer.state().bits.resolve(pieces.layout().pieceCount());
            }
            peer.handshaken();
        } catch (ConnectionRefusedByPlugin e) {
            peer.close(e.getMessage());
            return false;
        } catch (ProtocolException e) {
            peer.breach(e);
            return false;
        }
        sendPieces(peer, pieces);
        peer.startExtensions(engineKeys(peer));
        sendDhtPort(peer);
        if (pieces != null && pieces.isOpen() && peer.state().fast) {
            allowFast(peer, pieces);
        }
        return true;
    }

    private PluginsOfPeer newConnection(PeerConnection peer) throws ConnectionRefusedByPlugin {
        PluginsOfPeer plugins = host.plugins().newConnection(peer.door());
        plugins.onConnected();
        return plugins;
    }

    private void sendPieces(PeerConnection peer, TorrentPieces pieces) {
        Bitfield haves =
                pieces == null || !pieces.isOpen() ? null : pieces.picker().haves();
        if (haves == null || haves.isEmpty()) {
            if (peer.state().fast) {
                peer.send(new Message.HaveNone());
            }
        } else if (haves.isFull() && peer.state().fast) {
            peer.send(new Message.HaveAll());
        } else {
            peer.send(new Message.BitfieldMessage(haves.toWire()));
        }
    }

    /** Nodes of private torrents' peers are nobody's business (BEP 27). */
    private void sendDhtPort(PeerConnection peer) {
        if (peer.state().theirs.supportsDht() && !facts.isPrivate()) {
            services.dhtNode().ifPresent(node -> peer.send(new Message.Port(node.port())));
        }
    }

    private void allowFast(PeerConnection peer, TorrentPieces pieces) {
        int total = pieces.layout().pieceCount();
        Bitfield allowed = new Bitfield(total);
        int count = Math.min(TorrentLimits.ALLOWED_FAST, total);
        if (count == 0 || !(peer.wire().remote().getAddress() instanceof java.net.Inet4Address address)) {
            return; // BEP 6 defines the set for IPv4 only
        }
        for (int piece : AllowedFastSet.generate(address, facts.infoHash(), total, count)) {
            if (pieces.picker().isHave(piece)) {
                allowed.set(piece);
                peer.send(new Message.AllowedFast(piece));
            }
        }
        peer.allowFast(allowed);
    }

    /** The engine's own keys of the extension handshake (BEP 10); {@code m} and the rest come from plugins. */
    BencodeDictionary engineKeys(PeerConnection peer) {
        Map<String, BencodeValue> keys = new TreeMap<>();
        keys.put("v", BencodeString.of(CLIENT));
        keys.put("reqq", BencodeInteger.of(TorrentLimits.QUEUED_REQUESTS));
        keys.put("yourip", BencodeString.of(peer.wire().remote().getAddress().getAddress()));
        twins.ourIpv6(peer).ifPresent(own -> keys.put("ipv6", BencodeString.of(own.getAddress())));
        int port = services.listenPort();
        if (port > 0) {
            keys.put("p", BencodeInteger.of(port));
        }
        if (host.isSeeding()) {
            keys.put("upload_only", BencodeInteger.of(1));
        }
        return BencodeDictionary.of(keys);
    }
}
