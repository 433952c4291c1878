package org.torrent.session.plugin.state;

import java.util.Map;
import java.util.TreeMap;
import org.torrent.ext.api.PluginState;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.PluginLimits;

/**
 * A document as bencode: {@code version} of the document, {@code states}: for each plugin's key a dictionary of
 * {@code version} and {@code data}. The store puts a checksum around it.
 */
final class StateCodec {
    private static final int VERSION = 1;

    private StateCodec() {}

    static byte[] encode(Map<String, PluginState> states) {
        Map<String, BencodeValue> all = new TreeMap<>();
        states.forEach((key, state) -> all.put(
                key,
                BencodeDictionary.of(Map.of(
                        "version", BencodeInteger.of(state.version()), "data", BencodeString.of(state.data())))));
        return BencodeEncoder.encode(BencodeDictionary.of(
                Map.of("version", BencodeInteger.of(VERSION), "states", BencodeDictionary.of(all))));
    }

    /** @throws IllegalArgumentException when the bytes are no document, or one of a newer program */
    static Map<String, PluginState> decode(byte[] bytes) {
        try {
            BencodeDictionary all = (BencodeDictionary)
                    BencodeDecoder.decode(bytes, BencodeLimits.MESSAGE.withMaxBytes(PluginLimits.STATE_BYTES_IN_SUM));
            long version = all.integer("version").orElseThrow();
            if (version > VERSION) {
                throw new IllegalArgumentException("it is of version " + version + ", newer than this program");
            }
            Map<String, PluginState> states = new TreeMap<>();
            all.dictionary("states").orElseThrow().entries().forEach((key, value) -> states.put(key, state(value)));
            return states;
        } catch (BencodeException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "its content is damaged" + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        }
    }

    private static PluginState state(BencodeValue value) {
        BencodeDictionary state = (BencodeDictionary) value;
        int version = Math.toIntExact(state.integer("version").orElseThrow());
        return new PluginState(version, state.string("data").orElseThrow().bytes());
    }
}
