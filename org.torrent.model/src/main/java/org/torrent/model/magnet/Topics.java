package org.torrent.model.magnet;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;

/**
 * The {@code xt} parameters, which name the torrent: {@code urn:btih:} and the version 1 hash (BEP 9), {@code urn:btmh:}
 * and the version 2 hash as a multihash (BEP 52). Others are left out.
 */
final class Topics {
    private static final String V1 = "urn:btih:";
    private static final String V2 = "urn:btmh:";
    private static final String SHA_256 = "1220"; // multihash: the function, and 32 bytes
    private static final String REMEDY = ": copy the whole link again";
    private static final String TWO = "the magnet link names two torrents: add them one by one";

    private InfoHash v1;
    private byte[] v2;
    private boolean v1Wrong;
    private boolean v2Named;

    void read(String topic) throws MagnetException {
        if (topic.regionMatches(true, 0, V2, 0, V2.length())) {
            v2Named = true;
            readV2(topic.substring(V2.length()));
        } else if (topic.regionMatches(true, 0, V1, 0, V1.length())) {
            Optional<InfoHash> hash = readV1(topic.substring(V1.length()));
            if (v1 != null && hash.isPresent() && !v1.equals(hash.get())) {
                throw new MagnetException(TWO);
            }
            v1 = hash.orElse(v1);
            v1Wrong |= hash.isEmpty();
        }
    }

    /** The torrent; refused without a version 1 hash. */
    TorrentId id() throws MagnetException {
        if (v1 == null && v1Wrong) {
            throw new MagnetException("the info hash of the magnet link is neither 40 hexadecimal digits nor 32 base32"
                    + " characters" + REMEDY);
        }
        if (v1 == null) {
            throw new MagnetException(
                    v2Named
                            ? "the magnet link is for a version 2 torrent only (urn:btmh), which is not supported;"
                                    + " ask for a link with urn:btih"
                            : "the magnet link has no info hash (xt=urn:btih:...)" + REMEDY);
        }
        return v2 == null ? TorrentId.v1(v1) : TorrentId.hybrid(v1, v2);
    }

    /** One that is malformed is left out: another may name the torrent. */
    private static Optional<InfoHash> readV1(String topic) {
        String text = topic.strip();
        try {
            return Optional.of(text.length() == 32 ? InfoHash.of(Base32.decode(text)) : InfoHash.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Another function or length is left out: the version 1 hash still names the torrent. */
    private void readV2(String text) throws MagnetException {
        Optional<byte[]> hash = sha256(text);
        if (v2 != null && hash.isPresent() && !Arrays.equals(v2, hash.get())) {
            throw new MagnetException(TWO);
        }
        v2 = hash.orElse(v2);
    }

    private static Optional<byte[]> sha256(String multihash) {
        boolean known = multihash.startsWith(SHA_256)
                && multihash.length() == SHA_256.length() + 2 * TorrentId.V2_LENGTH
                && multihash.chars().allMatch(HexFormat::isHexDigit);
        return known ? Optional.of(HexFormat.of().parseHex(multihash.substring(SHA_256.length()))) : Optional.empty();
    }

    /** The parameters that {@link #read} reads. */
    static String write(TorrentId id) {
        Stream<String> v1 = id.v1().stream().map(hash -> "xt=" + V1 + hash.hex());
        Stream<String> v2 = id.v2().stream()
                .map(hash -> "xt=" + V2 + SHA_256 + HexFormat.of().formatHex(hash));
        return Stream.concat(v1, v2).collect(Collectors.joining("&"));
    }
}
