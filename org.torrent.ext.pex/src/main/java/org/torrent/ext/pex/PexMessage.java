package org.torrent.ext.pex;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * A message of BEP 11: who joined and who left since the last one.
 *
 * @param added who joined, IPv4 first
 * @param dropped who left, IPv4 first
 * @param leftOut entries that could not be read, or were beyond the limit
 */
record PexMessage(List<PexPeer> added, List<InetSocketAddress> dropped, int leftOut) {
    private static final BencodeLimits BOUNDS = BencodeLimits.MESSAGE.withMaxBytes(PexLimits.MESSAGE_BYTES);

    /**
     * Reads a message. Every key may be missing; one of another type counts as missing, a list that is cut loses its last
     * entry, and flags that are missing are 0.
     *
     * @return nothing when it is no dictionary or too long
     */
    static Optional<PexMessage> parse(byte[] body) {
        if (body.length > PexLimits.MESSAGE_BYTES) {
            return Optional.empty();
        }
        try {
            BencodeValue value = BencodeDecoder.decodePrefix(body, 0, BOUNDS).value();
            return value instanceof BencodeDictionary keys ? Optional.of(of(keys)) : Optional.empty();
        } catch (BencodeException e) {
            return Optional.empty();
        }
    }

    private static PexMessage of(BencodeDictionary keys) {
        CompactReader added = new CompactReader(PexLimits.TAKEN_PEERS);
        added.read(bytes(keys, "added"), bytes(keys, "added.f"), CompactReader.IPV4_BYTES);
        added.read(bytes(keys, "added6"), bytes(keys, "added6.f"), CompactReader.IPV6_BYTES);
        CompactReader dropped = new CompactReader(PexLimits.TAKEN_PEERS);
        dropped.read(bytes(keys, "dropped"), CompactReader.NO_FLAGS, CompactReader.IPV4_BYTES);
        dropped.read(bytes(keys, "dropped6"), CompactReader.NO_FLAGS, CompactReader.IPV6_BYTES);
        List<InetSocketAddress> left =
                dropped.peers().stream().map(PexPeer::endpoint).toList();
        return new PexMessage(added.peers(), left, added.leftOut() + dropped.leftOut());
    }

    private static byte[] bytes(BencodeDictionary keys, String key) {
        return keys.string(key).map(BencodeString::bytes).orElse(CompactReader.NO_FLAGS);
    }

    /** The message; all keys are there, since some clients expect them. */
    byte[] encode() {
        CompactWriter added = new CompactWriter();
        CompactWriter added6 = new CompactWriter();
        added().forEach(peer -> (isIpv4(peer.endpoint()) ? added : added6).add(peer.endpoint(), peer.flags()));
        CompactWriter dropped = new CompactWriter();
        CompactWriter dropped6 = new CompactWriter();
        dropped().forEach(endpoint -> (isIpv4(endpoint) ? dropped : dropped6).add(endpoint, 0));
        Map<String, BencodeValue> keys = new TreeMap<>();
        keys.put("added", BencodeString.of(added.endpoints()));
        keys.put("added.f", BencodeString.of(added.flags()));
        keys.put("added6", BencodeString.of(added6.endpoints()));
        keys.put("added6.f", BencodeString.of(added6.flags()));
        keys.put("dropped", BencodeString.of(dropped.endpoints()));
        keys.put("dropped6", BencodeString.of(dropped6.endpoints()));
        return BencodeEncoder.encode(BencodeDictionary.of(keys));
    }

    static boolean isIpv4(InetSocketAddress endpoint) {
        return endpoint.getAddress() instanceof Inet4Address;
    }
}
