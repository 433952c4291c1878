package org.torrent.dht.krpc;

import org.torrent.dht.DhtLimits;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;

/** Datagrams as messages (BEP 5). Tolerant to style as all bencode here, strict about lengths; any bytes may come. */
public final class KrpcReader {
    private static final BencodeLimits LIMITS =
            new BencodeLimits(DhtLimits.DATAGRAM_BYTES, DhtLimits.DEPTH, DhtLimits.TOKENS);

    private KrpcReader() {}

    /** Whether bytes may be a message at all, by their first two: no other protocol of this port begins so. */
    public static boolean isLikely(byte first, byte second) {
        return first == 'd' && second >= '0' && second <= '9';
    }

    /**
     * The message in a datagram.
     *
     * @throws KrpcException when it is none; with a transaction when it is a question without what every question has
     */
    public static KrpcMessage read(byte[] datagram) throws KrpcException {
        if (datagram.length > DhtLimits.DATAGRAM_BYTES) {
            throw new KrpcException("longer than " + DhtLimits.DATAGRAM_BYTES + " bytes");
        }
        BencodeDictionary whole = whole(datagram);
        BencodeString transaction = whole.string("t").orElseThrow(() -> new KrpcException("no transaction"));
        if (transaction.length() > DhtLimits.TRANSACTION_BYTES) {
            throw new KrpcException("a transaction of " + transaction.length() + " bytes");
        }
        return switch (whole.string("y").map(BencodeString::text).orElse("")) {
            case "q" -> query(whole, transaction, datagram.length);
            case "r" -> response(whole, transaction);
            case "e" -> new KrpcMessage.Failure(transaction, code(whole));
            default -> throw new KrpcException("neither question nor answer nor error");
        };
    }

    private static BencodeDictionary whole(byte[] datagram) throws KrpcException {
        try {
            if (BencodeDecoder.decode(datagram, LIMITS) instanceof BencodeDictionary dictionary) {
                return dictionary;
            }
        } catch (BencodeException e) {
            throw new KrpcException(e.getMessage());
        }
        throw new KrpcException("no dictionary");
    }

    private static KrpcMessage query(BencodeDictionary whole, BencodeString transaction, int bytes)
            throws KrpcException {
        String method = whole.string("q")
                .filter(name -> name.length() <= DhtLimits.METHOD_BYTES)
                .map(BencodeString::text)
                .orElseThrow(() -> new KrpcException(transaction, "no name of a query"));
        BencodeDictionary arguments =
                whole.dictionary("a").orElseThrow(() -> new KrpcException(transaction, "no arguments"));
        boolean isReadOnly = whole.integer("ro").orElse(0) == 1;
        return new KrpcMessage.Query(
                transaction, method, id(arguments, transaction), arguments, isReadOnly, bytes, whole);
    }

    private static KrpcMessage response(BencodeDictionary whole, BencodeString transaction) throws KrpcException {
        BencodeDictionary values = whole.dictionary("r").orElseThrow(() -> new KrpcException("no answer in it"));
        NodeId id = id(values, null);
        return new KrpcMessage.Response(
                transaction, id, values, whole.string("ip").flatMap(ip -> Compact.endpoint(ip.bytes())));
    }

    private static NodeId id(BencodeDictionary values, BencodeString transaction) throws KrpcException {
        return id(values, "id", transaction);
    }

    /**
     * An id among a query's arguments.
     *
     * @throws KrpcException when there is none under that key
     */
    public static NodeId id(BencodeDictionary values, String key, BencodeString transaction) throws KrpcException {
        BencodeString id = values.string(key)
                .filter(bytes -> bytes.length() == NodeId.BYTES)
                .orElseThrow(() -> new KrpcException(transaction, key + " must have " + NodeId.BYTES + " bytes"));
        return NodeId.of(id.bytes());
    }

    private static long code(BencodeDictionary whole) {
        return whole.list("e").map(BencodeList::values).filter(list -> !list.isEmpty()).stream()
                .map(list -> list.get(0))
                .filter(BencodeInteger.class::isInstance)
                .mapToLong(code -> ((BencodeInteger) code).value())
                .findFirst()
                .orElse(0);
    }
}
