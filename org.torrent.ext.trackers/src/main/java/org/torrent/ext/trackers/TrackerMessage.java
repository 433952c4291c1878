package org.torrent.ext.trackers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * A message of BEP 28: the trackers that were added.
 *
 * @param added URLs, as they came
 */
record TrackerMessage(List<String> added) {
    private static final String ADDED = "added";
    private static final BencodeLimits LIMITS = BencodeLimits.MESSAGE.withMaxBytes(TrackersLimits.MESSAGE_BYTES);

    /** Takes a copy. */
    TrackerMessage {
        added = List.copyOf(added);
    }

    /** What a peer sent; nothing when it is no dictionary. Entries that are no text, and too many, are left out. */
    static Optional<TrackerMessage> parse(byte[] body) {
        try {
            if (body.length <= TrackersLimits.MESSAGE_BYTES
                    && BencodeDecoder.decode(body, LIMITS) instanceof BencodeDictionary dictionary) {
                List<BencodeValue> entries =
                        dictionary.list(ADDED).map(BencodeList::values).orElse(List.of());
                return Optional.of(new TrackerMessage(entries.stream()
                        .limit(TrackersLimits.ENTRIES)
                        .filter(BencodeString.class::isInstance)
                        .map(entry -> ((BencodeString) entry).text())
                        .toList()));
            }
            return Optional.empty();
        } catch (BencodeException e) {
            return Optional.empty(); // they are told nothing: it is an exchange, nobody waits
        }
    }

    byte[] encode() {
        List<BencodeValue> urls =
                added.stream().<BencodeValue>map(BencodeString::of).toList();
        return BencodeEncoder.encode(BencodeDictionary.of(Map.of(ADDED, new BencodeList(urls))));
    }
}
