package org.torrent.dht.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.torrent.dht.krpc.KrpcMessage;
import org.torrent.dht.krpc.KrpcWriter;
import org.torrent.dht.store.Tokens;
import org.torrent.model.bencode.BencodeString;

/** Tokens as questions bring them. */
final class TokenCheck {
    private final Tokens tokens;

    TokenCheck(Tokens tokens) {
        this.tokens = tokens;
    }

    byte[] of(InetAddress address, long nowNanos) {
        return tokens.of(address, nowNanos);
    }

    /** Refuses a question without the token of its address. */
    void check(KrpcMessage.Query query, InetSocketAddress from, long nowNanos) throws QueryRefused {
        byte[] token =
                query.arguments().string("token").map(BencodeString::bytes).orElse(new byte[0]);
        if (!tokens.isValid(token, from.getAddress(), nowNanos)) {
            throw new QueryRefused(KrpcWriter.PROTOCOL, "wrong token");
        }
    }
}
