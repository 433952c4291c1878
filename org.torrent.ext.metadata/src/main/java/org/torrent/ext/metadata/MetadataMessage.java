package org.torrent.ext.metadata;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeValue;

/**
 * A message of BEP 9: a bencoded dictionary, and behind it a piece of metadata when it is data.
 *
 * @param type {@link #REQUEST}, {@link #DATA}, {@link #REJECT}
 * @param piece index of the piece
 * @param totalBytes size of all metadata, with data only; 0 when it is not said, or cannot be
 * @param payload the piece, with data only
 */
record MetadataMessage(int type, int piece, int totalBytes, byte[] payload) {
    static final int REQUEST = 0;
    static final int DATA = 1;
    static final int REJECT = 2;

    private static final byte[] NOTHING = {};
    private static final BencodeLimits HEAD = BencodeLimits.MESSAGE.withMaxBytes(MetadataLimits.MESSAGE_BYTES);

    static MetadataMessage request(int piece) {
        return new MetadataMessage(REQUEST, piece, 0, NOTHING);
    }

    static MetadataMessage reject(int piece) {
        return new MetadataMessage(REJECT, piece, 0, NOTHING);
    }

    /** One piece of the metadata. */
    static MetadataMessage data(byte[] metadata, int piece) {
        int start = piece * MetadataLimits.PIECE_BYTES;
        int length = MetadataLimits.pieceBytes(metadata.length, piece);
        return new MetadataMessage(DATA, piece, metadata.length, Arrays.copyOfRange(metadata, start, start + length));
    }

    /** Reads a message; nothing when it is malformed, too long, or of a type we don't know (BEP 9: ignore it). */
    static Optional<MetadataMessage> parse(byte[] body) {
        if (body.length == 0 || body.length > MetadataLimits.MESSAGE_BYTES) {
            return Optional.empty();
        }
        try {
            BencodeDecoder.Prefix head = BencodeDecoder.decodePrefix(body, 0, HEAD);
            return head.value() instanceof BencodeDictionary keys ? of(keys, body, head.end()) : Optional.empty();
        } catch (BencodeException e) {
            return Optional.empty();
        }
    }

    private static Optional<MetadataMessage> of(BencodeDictionary keys, byte[] body, int end) {
        long type = keys.integer("msg_type").orElse(-1);
        long piece = keys.integer("piece").orElse(-1);
        long total = keys.integer("total_size").orElse(0);
        boolean readable = type >= REQUEST
                && type <= REJECT
                && piece >= 0
                && piece < MetadataLimits.pieces(MetadataLimits.METADATA_BYTES);
        if (!readable) {
            return Optional.empty();
        }
        int size = total >= 0 && total <= MetadataLimits.METADATA_BYTES ? (int) total : 0;
        byte[] payload = type == DATA ? Arrays.copyOfRange(body, end, body.length) : NOTHING;
        return Optional.of(new MetadataMessage((int) type, (int) piece, size, payload));
    }

    byte[] encode() {
        Map<String, BencodeValue> keys = new TreeMap<>();
        keys.put("msg_type", BencodeInteger.of(type));
        keys.put("piece", BencodeInteger.of(piece));
        if (type == DATA) {
            keys.put("total_size", BencodeInteger.of(totalBytes));
        }
        byte[] head = BencodeEncoder.encode(BencodeDictionary.of(keys));
        byte[] all = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, all, head.length, payload.length);
        return all;
    }
}
