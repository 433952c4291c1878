package org.torrent.session.plugin.message;

import java.util.Optional;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;

/** Reads the body of an extension handshake (BEP 10). */
public final class TheirHandshake {
    private TheirHandshake() {}

    /** Nothing when it is no dictionary, or longer than a message may be. */
    public static Optional<BencodeDictionary> decode(byte[] body) {
        try {
            return BencodeDecoder.decode(body, BencodeLimits.MESSAGE) instanceof BencodeDictionary dictionary
                    ? Optional.of(dictionary)
                    : Optional.empty();
        } catch (BencodeException e) {
            return Optional.empty();
        }
    }

    /** One that was decoded before. */
    public static BencodeDictionary read(byte[] body) {
        return decode(body).orElseThrow(() -> new IllegalStateException("it was readable before"));
    }
}
