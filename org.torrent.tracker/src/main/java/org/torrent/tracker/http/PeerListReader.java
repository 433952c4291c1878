package org.torrent.tracker.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.TokenKind;
import org.torrent.tracker.CompactPeers;
import org.torrent.tracker.TrackerException;

/**
 * The peers of an answer: compact (BEP 23, BEP 7) or a list of dictionaries (BEP 3). Host names are left out,
 * because looking them up would be on the tracker's orders.
 */
final class PeerListReader {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");
    private static final int MAX_IP_BYTES = 45;

    private final CompactPeers peers = new CompactPeers();

    List<InetSocketAddress> peers() {
        return peers.peers();
    }

    /** From the current value, {@code peers} with 4 bytes of address or {@code peers6} with 16. */
    void read(BencodeTokens tokens, int addressBytes) throws BencodeException, TrackerException {
        if (tokens.kind() == TokenKind.STRING) {
            peers.addAll(tokens.content(), addressBytes);
        } else if (tokens.kind() == TokenKind.LIST) {
            while (tokens.next() != TokenKind.END) {
                readDictionary(tokens);
            }
        } else {
            throw malformed();
        }
    }

    private void readDictionary(BencodeTokens tokens) throws BencodeException, TrackerException {
        if (tokens.kind() != TokenKind.DICTIONARY) {
            throw malformed();
        }
        byte[] address = null;
        long port = 0;
        while (tokens.next() != TokenKind.END) {
            boolean ip = tokens.is("ip");
            boolean portKey = tokens.is("port");
            TokenKind kind = tokens.next();
            if (ip && kind == TokenKind.STRING && tokens.contentLength() <= MAX_IP_BYTES) {
                address = parseAddress(new String(tokens.content(), StandardCharsets.ISO_8859_1));
            } else if (portKey && kind == TokenKind.INTEGER) {
                port = tokens.integer();
            } else {
                tokens.skip();
            }
        }
        if (address != null && port <= 65535) {
            peers.add(address, (int) Math.max(0, port));
        }
    }

    /** A literal address; null for anything else. Names never get as far as the resolver. */
    private static byte[] parseAddress(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static TrackerException malformed() {
        return new TrackerException("the peer list is malformed");
    }
}
