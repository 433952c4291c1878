package org.torrent.dht.krpc;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/** Messages as datagrams (BEP 5). */
public final class KrpcWriter {
    /** Something went wrong here. */
    public static final int SERVER = 202;

    /** Not what the protocol says: an argument is missing, a token is wrong. */
    public static final int PROTOCOL = 203;

    /** No such query. */
    public static final int UNKNOWN = 204;

    /** An item is too long (BEP 44). */
    public static final int TOO_BIG = 205;

    /** A wrong signature (BEP 44). */
    public static final int SIGNATURE = 206;

    /** A salt is too long (BEP 44). */
    public static final int SALT = 207;

    /** An item has another sequence number than who writes it thought (BEP 44). */
    public static final int CAS = 301;

    /** An item is older than the one that is there (BEP 44). */
    public static final int SEQUENCE = 302;

    private static final BencodeString VERSION = BencodeString.of(new byte[] {'O', 'G', 0, 1}); // as our peer ids begin

    private KrpcWriter() {}

    /** A question. */
    public static byte[] query(
            BencodeString transaction, String method, BencodeDictionary arguments, boolean isReadOnly) {
        Map<String, BencodeValue> whole = new TreeMap<>();
        whole.put("y", BencodeString.of("q"));
        whole.put("q", BencodeString.of(method));
        whole.put("a", arguments);
        whole.put("t", transaction);
        whole.put("v", VERSION);
        if (isReadOnly) {
            whole.put("ro", BencodeInteger.of(1));
        }
        return BencodeEncoder.encode(BencodeDictionary.of(whole));
    }

    /** An answer; {@code to} learns how it is seen (BEP 42), null when there is no room for that. */
    public static byte[] response(BencodeString transaction, BencodeDictionary values, InetSocketAddress to) {
        Map<String, BencodeValue> whole = new TreeMap<>();
        whole.put("y", BencodeString.of("r"));
        whole.put("r", values);
        whole.put("t", transaction);
        if (to != null) {
            whole.put("ip", BencodeString.of(Compact.endpoint(to)));
        }
        return BencodeEncoder.encode(BencodeDictionary.of(whole));
    }

    /** An error. */
    public static byte[] failure(BencodeString transaction, int code, String text) {
        return BencodeEncoder.encode(BencodeDictionary.of(Map.of(
                "y", BencodeString.of("e"),
                "e", BencodeList.of(BencodeInteger.of(code), BencodeString.of(text)),
                "t", transaction)));
    }
}
