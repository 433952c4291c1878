package org.torrent.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.protocol.ExtendedHandshake;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.ProtocolLimits;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.handshake.TheirExtensions;

/** What peers send. */
final class ProtocolTargets {
    private static final byte[] HANDSHAKE = new Handshake(
                    Handshake.EXTENDED | Handshake.FAST,
                    InfoHash.of(new byte[InfoHash.LENGTH]),
                    PeerId.of(new byte[PeerId.LENGTH]))
            .encode();

    private ProtocolTargets() {}

    /**
     * The first byte: whether a good handshake goes before the rest, and how the rest is cut into portions. Whole and in
     * portions it means the same, and what was understood is, written again, what came.
     */
    static void messages(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        byte[] stream = (input[0] & 1) == 0 ? joined(HANDSHAKE, rest) : rest;
        DecodedStream whole = DecodedStream.of(stream, () -> stream.length, () -> true);
        Random random = new Random(input[0]);
        DecodedStream cut =
                DecodedStream.of(stream, () -> 1 + random.nextInt(1 + (input[0] & 0x3e)), random::nextBoolean);
        Check.equal(cut.events(), whole.events(), "in portions");
        Check.equal(cut.failure(), whole.failure(), "in portions, the failure");
        byte[] written = whole.written();
        if (whole.failure().isEmpty()) {
            Check.equal(written, stream, "written again");
        } else {
            Check.that(written.length <= stream.length, "more was understood than came");
            Check.equal(written, Arrays.copyOf(stream, written.length), "written again");
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Handshakes one after the other; what is kept of all is short and makes sense. */
    static void extended(byte[] input) {
        TheirExtensions kept = new TheirExtensions();
        int at = 0;
        for (int count = 0; at < input.length && count < 8; count++) {
            try {
                BencodeDecoder.Prefix next = BencodeDecoder.decodePrefix(input, at, BencodeLimits.MESSAGE);
                at = next.end();
                if (next.value() instanceof BencodeDictionary dictionary) {
                    check(ExtendedHandshake.parse(dictionary));
                    kept.merge(dictionary);
                    check(kept);
                }
            } catch (BencodeException e) {
                return;
            }
        }
    }

    private static void check(ExtendedHandshake handshake) {
        ProtocolLimits limits = ProtocolLimits.defaults();
        checkIds(new ArrayList<>(handshake.extensions().values()));
        Check.that(handshake.extensions().size() <= limits.maxExtensionNames(), "too many names");
        Check.that(handshake.ignoredExtensions() >= 0, "ignored entries");
        handshake.client().ifPresent(client -> {
            Check.that(client.length() <= limits.maxClientNameBytes(), "a client's name is too long");
            Check.that(client.chars().noneMatch(c -> c < 0x20 || c == 0x7f), "a client's name has control characters");
        });
        handshake
                .requestQueue()
                .ifPresent(queue -> Check.that(queue >= 1 && queue <= limits.maxRequestQueue(), "reqq"));
        handshake.metadataBytes().ifPresent(size -> Check.that(size >= 1 && size <= limits.maxMetadataBytes(), "size"));
        handshake.listenPort().ifPresent(port -> Check.that(port >= 1 && port <= 0xffff, "the port"));
    }

    private static void checkIds(List<Integer> ids) {
        ids.forEach(id -> Check.that(id >= 0 && id <= 255, "the id " + id));
        ids.removeIf(id -> id == 0);
        Check.equal(new HashSet<>(ids).size(), ids.size(), "ids that differ");
    }

    private static void check(TheirExtensions kept) {
        List<String> names = kept.names();
        Check.that(names.size() <= PluginLimits.THEIR_NAMES, "too many names are kept");
        List<Integer> ids = new ArrayList<>();
        for (String name : names) {
            ids.add(kept.idOf(name));
            Check.that(kept.idOf(name) > 0, "a name without an id is kept");
        }
        checkIds(ids);
        check(kept.handshake().orElseThrow());
    }
}
