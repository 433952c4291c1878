package org.torrent.session.plugin.message;

import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.session.plugin.ExtensionProtocolException;

/** Reads the body of an extension handshake (BEP 10). */
public final class TheirHandshake {
    private TheirHandshake() {}

    /** Throws when it is no dictionary. */
    public static BencodeDictionary decode(byte[] body) throws ExtensionProtocolException {
        try {
            if (BencodeDecoder.decode(body, BencodeLimits.MESSAGE) instanceof BencodeDictionary dictionary) {
                return dictionary;
            }
        } catch (BencodeException e) {
            throw new ExtensionProtocolException("malformed extension handshake: " + e.getMessage());
        }
        throw new ExtensionProtocolException("malformed extension handshake: it is no dictionary");
    }

    /** One that was decoded before. */
    public static BencodeDictionary read(byte[] body) {
        try {
            return decode(body);
        } catch (ExtensionProtocolException e) {
            throw new IllegalStateException("it was readable before", e);
        }
    }
}
