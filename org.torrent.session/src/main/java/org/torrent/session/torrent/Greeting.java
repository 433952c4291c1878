package org.torrent.session.torrent;

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
import org.torrent.session.peer.PeerWire;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;

/** What we say first on a connection: handshake, pieces, extension handshake, allowed-fast set. On the torrent's loop. */
final class Greeting {
    private static final String CLIENT = "org.torrent 0.1";

    private final Torrent torrent;

    Greeting(Torrent torrent) {
        this.torrent = torrent;
    }

    void sendHandshake(PeerWire wire) {
        long bits = Handshake.EXTENDED;
        if (torrent.services().settings().fastExtension()) {
            bits |= Handshake.FAST;
        }
        Handshake ours =
                new Handshake(bits, torrent.infoHash(), torrent.services().peerId());
        wire.sender().send(ByteBuffer.wrap(ours.encode()));
    }

    /** After both handshakes; tells whether the connection stays. */
    boolean greet(Peer peer, long nowNanos) {
        peer.port.snapshot(peer.snapshot(nowNanos));
        Download download = torrent.download();
        try {
            if (download != null) {
                peer.bits.resolve(download.layout().pieceCount());
            }
            peer.extensions = torrent.extensions().connected(peer.port, peer.extended);
        } catch (ConnectionRefusedByPlugin | ProtocolException e) {
            peer.close(e.getMessage());
            return false;
        }
        sendPieces(peer, download);
        peer.extensions.start(engineKeys(peer));
        if (download != null && download.isOpen() && peer.fast) {
            allowFast(peer, download);
        }
        return true;
    }

    private void sendPieces(Peer peer, Download download) {
        Bitfield haves = download == null || !download.isOpen()
                ? null
                : download.picker().haves();
        if (haves == null || haves.isEmpty()) {
            if (peer.fast) {
                peer.send(new Message.HaveNone());
            }
        } else if (haves.isFull() && peer.fast) {
            peer.send(new Message.HaveAll());
        } else {
            peer.send(new Message.BitfieldMessage(haves.toWire()));
        }
    }

    private void allowFast(Peer peer, Download download) {
        int pieces = download.layout().pieceCount();
        Bitfield allowed = new Bitfield(pieces);
        int count = Math.min(TorrentLimits.ALLOWED_FAST, pieces);
        if (count == 0 || !(peer.wire.remote().getAddress() instanceof java.net.Inet4Address address)) {
            return; // BEP 6 defines the set for IPv4 only
        }
        for (int piece : AllowedFastSet.generate(address, torrent.infoHash(), pieces, count)) {
            if (download.picker().isHave(piece)) {
                allowed.set(piece);
                peer.send(new Message.AllowedFast(piece));
            }
        }
        peer.upload.allowFast(allowed);
    }

    /** The engine's own keys of the extension handshake (BEP 10); {@code m} and the rest come from plugins. */
    BencodeDictionary engineKeys(Peer peer) {
        Map<String, BencodeValue> keys = new TreeMap<>();
        keys.put("v", BencodeString.of(CLIENT));
        keys.put("reqq", BencodeInteger.of(TorrentLimits.QUEUED_REQUESTS));
        keys.put("yourip", BencodeString.of(peer.wire.remote().getAddress().getAddress()));
        int port = torrent.services().listenPort().getAsInt();
        if (port > 0) {
            keys.put("p", BencodeInteger.of(port));
        }
        if (torrent.isSeeding()) {
            keys.put("upload_only", BencodeInteger.of(1));
        }
        return BencodeDictionary.of(keys);
    }
}
