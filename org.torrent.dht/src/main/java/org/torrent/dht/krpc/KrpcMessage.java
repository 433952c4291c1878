package org.torrent.dht.krpc;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;

/** A message between nodes (BEP 5, KRPC). */
public sealed interface KrpcMessage {
    /** What the answer repeats. */
    BencodeString transaction();

    /**
     * A question.
     *
     * @param transaction what the answer repeats, at most {@code DhtLimits.TRANSACTION_BYTES}
     * @param method its name, {@code q}; whether or not it is known here
     * @param id who asks, as he says
     * @param arguments {@code a}
     * @param isReadOnly whether he answers no questions himself (BEP 43)
     * @param bytes length of the datagram
     * @param whole everything, for plugins
     */
    record Query(
            BencodeString transaction,
            String method,
            NodeId id,
            BencodeDictionary arguments,
            boolean isReadOnly,
            int bytes,
            BencodeDictionary whole)
            implements KrpcMessage {}

    /**
     * An answer.
     *
     * @param id who answers, as he says
     * @param values {@code r}
     * @param ourAddress how the other one sees us (BEP 42)
     */
    record Response(
            BencodeString transaction, NodeId id, BencodeDictionary values, Optional<InetSocketAddress> ourAddress)
            implements KrpcMessage {}

    /**
     * A refusal.
     *
     * @param code such as {@code KrpcWriter.PROTOCOL}
     */
    record Failure(BencodeString transaction, long code) implements KrpcMessage {}
}
