package org.torrent.tracker.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.DictionaryWalk;
import org.torrent.model.bencode.TokenKind;
import org.torrent.tracker.CompactPeers;
import org.torrent.tracker.names.Literals;

/**
 * The peers of an answer: compact (BEP 23, BEP 7) or a list of dictionaries (BEP 3). Host names are left out,
 * because looking them up would be on the tracker's orders.
 */
final class PeerListReader {
    private static final int MAX_IP_BYTES = 45;

    private final CompactPeers peers = new CompactPeers();

    List<InetSocketAddress> peers() {
        return peers.peers();
    }

    /**
     * From the current value, {@code peers} with 4 bytes of address or {@code peers6} with 16. Whatever is no peer costs
     * only itself.
     */
    void read(BencodeTokens tokens, int addressBytes) throws BencodeException {
        if (tokens.kind() == TokenKind.STRING) {
            peers.addAll(tokens.content(), addressBytes);
        } else if (tokens.kind() == TokenKind.LIST) {
            DictionaryWalk peer = new DictionaryWalk(tokens, "ip", "port");
            while (tokens.next() != TokenKind.END) {
                if (tokens.kind() == TokenKind.DICTIONARY) {
                    readDictionary(tokens, peer);
                } else {
                    tokens.skip();
                }
            }
        } else {
            tokens.skip();
        }
    }

    private void readDictionary(BencodeTokens tokens, DictionaryWalk peer) throws BencodeException {
        byte[] address = null;
        long port = 0;
        peer.open();
        for (String key = peer.nextKey(); key != null; key = peer.nextKey()) {
            TokenKind kind = tokens.next();
            if (key.equals("ip") && kind == TokenKind.STRING && tokens.contentLength() <= MAX_IP_BYTES) {
                address = Literals.address(new String(tokens.content(), StandardCharsets.ISO_8859_1))
                        .map(InetAddress::getAddress)
                        .orElse(null);
            } else if (key.equals("port") && kind == TokenKind.INTEGER) {
                port = tokens.integer();
            } else {
                tokens.skip();
            }
        }
        if (address != null && port > 0 && port <= 65535) {
            peers.add(address, (int) port);
        }
    }
}
