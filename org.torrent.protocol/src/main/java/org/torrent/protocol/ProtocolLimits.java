package org.torrent.protocol;

import java.util.stream.IntStream;
import org.torrent.model.Limits;

/**
 * Every maximum of this bundle.
 *
 * @param maxMessageBytes what the length prefix of a message may say: type and body, without the prefix itself
 * @param maxBlockBytes payload of one piece message
 * @param maxBitfieldBytes body of a bitfield message: an eighth of the pieces a torrent may have
 * @param maxExtensionNames entries read from the {@code m} dictionary of an extension handshake
 * @param maxExtensionNameBytes length of one name in it
 * @param maxClientNameBytes bytes of {@code v} that are kept
 * @param maxRequestQueue what a larger {@code reqq} is taken for
 * @param maxMetadataBytes {@code metadata_size}: a larger one is ignored
 */
public record ProtocolLimits(
        int maxMessageBytes,
        int maxBlockBytes,
        int maxBitfieldBytes,
        int maxExtensionNames,
        int maxExtensionNameBytes,
        int maxClientNameBytes,
        int maxRequestQueue,
        int maxMetadataBytes) {
    /** Type, piece index and offset in front of the payload of a piece message, behind its length prefix. */
    static final int PIECE_FIELDS_BYTES = 9;

    private static final ProtocolLimits DEFAULTS = new ProtocolLimits(
            (1 << 20) + PIECE_FIELDS_BYTES, 128 * 1024, Limits.PIECES / 8, 255, 128, 256, 2_000, Limits.METADATA_BYTES);

    /** Checks that each is positive and that a block and a bitfield fit into a message. */
    public ProtocolLimits {
        int smallest = IntStream.of(
                        maxMessageBytes,
                        maxBlockBytes,
                        maxBitfieldBytes,
                        maxExtensionNames,
                        maxExtensionNameBytes,
                        maxClientNameBytes,
                        maxRequestQueue,
                        maxMetadataBytes)
                .min()
                .getAsInt();
        if (smallest < 1) {
            throw new IllegalArgumentException("a limit of " + smallest + " lets nothing through");
        }
        if (maxMessageBytes - PIECE_FIELDS_BYTES < maxBlockBytes || maxMessageBytes - 1 < maxBitfieldBytes) {
            throw new IllegalArgumentException("a message of " + maxMessageBytes + " bytes can't hold a block of "
                    + maxBlockBytes + " or a bitfield of " + maxBitfieldBytes);
        }
    }

    /** The shipped values: 1 MiB messages, 128 KiB blocks, bitfields for 2,097,152 pieces. */
    public static ProtocolLimits defaults() {
        return DEFAULTS;
    }
}
