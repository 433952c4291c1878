package org.torrent.tracker;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeTokens;
import org.torrent.model.bencode.TokenKind;

/**
 * The peers of an answer: compact (BEP 23, BEP 7) or a list of dictionaries (BEP 3). Peers without a port or with an
 * address nobody can have are left out; so are host names, because looking them up would be on the tracker's orders.
 */
final class PeerListReader {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");
    private static final int MAX_IP_BYTES = 45;

    private final List<InetSocketAddress> peers = new ArrayList<>();

    List<InetSocketAddress> peers() {
        return List.copyOf(peers);
    }

    /** From the current value, {@code peers} with 4 bytes of address or {@code peers6} with 16. */
    void read(BencodeTokens tokens, int addressBytes) throws BencodeException, TrackerException {
        if (tokens.kind() == TokenKind.STRING) {
            readCompact(tokens.content(), addressBytes);
        } else if (tokens.kind() == TokenKind.LIST) {
            while (tokens.next() != TokenKind.END) {
                readDictionary(tokens);
            }
        } else {
            throw malformed();
        }
    }

    private void readCompact(byte[] bytes, int addressBytes) throws TrackerException {
        int step = addressBytes + 2;
        if (bytes.length % step != 0) {
            throw malformed();
        }
        for (int at = 0; at < bytes.length; at += step) {
            byte[] address = java.util.Arrays.copyOfRange(bytes, at, at + addressBytes);
            add(address, (bytes[at + addressBytes] & 0xff) << 8 | bytes[at + addressBytes + 1] & 0xff);
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
            add(address, (int) Math.max(0, port));
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

    private void add(byte[] bytes, int port) throws TrackerException {
        if (port == 0 || peers.size() == Limits.PEERS) {
            return;
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean usable = !address.isAnyLocalAddress() && !address.isMulticastAddress();
            boolean compatible = address instanceof Inet6Address v6 && v6.isIPv4CompatibleAddress();
            if (usable && (!compatible || address.isLoopbackAddress())) {
                peers.add(new InetSocketAddress(address, port));
            }
        } catch (UnknownHostException e) {
            throw new TrackerException("the peer list is malformed", e);
        }
    }

    private static TrackerException malformed() {
        return new TrackerException("the peer list is malformed");
    }
}
