package org.torrent.session.pieces;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.torrent.model.BlockRequest;
import org.torrent.model.PieceLayout;
import org.torrent.session.core.BadPieces;
import org.torrent.spi.buffer.Block;

/**
 * Feeds the smart ban. Digests cost time for every block, so none are made until a piece with several contributors has
 * failed: from then on this torrent's blocks carry one, keyed so that nobody can aim at a collision. On the torrent's loop.
 */
final class Blame {
    private final BadPieces<InetSocketAddress> ledger = new BadPieces<>();
    private final Map<Integer, Map<Integer, BadPieces.Sent<InetSocketAddress>>> sent = new HashMap<>();
    private final long key;
    private boolean digesting;

    Blame(long key) {
        this.key = key;
    }

    void accepted(BlockRequest span, InetSocketAddress peer, Block block) {
        if (digesting) {
            int index = span.offset() / PieceLayout.BLOCK_BYTES;
            sent.computeIfAbsent(span.piece(), p -> new HashMap<>())
                    .put(index, new BadPieces.Sent<>(index, peer, digest(block.buffer())));
        }
    }

    /** Whom to ban now; {@code blockCount} is the number of blocks of the piece. */
    List<InetSocketAddress> failed(int piece, int blockCount, List<InetSocketAddress> contributors) {
        Map<Integer, BadPieces.Sent<InetSocketAddress>> blocks = sent.remove(piece);
        if (contributors.size() == 1) {
            return List.of(contributors.get(0));
        }
        digesting = true;
        return isWhole(blocks, blockCount) ? ledger.failed(piece, new ArrayList<>(blocks.values())) : List.of();
    }

    /** Whom to ban now; {@code blockCount} is the number of blocks of the piece. */
    List<InetSocketAddress> passed(int piece, int blockCount) {
        Map<Integer, BadPieces.Sent<InetSocketAddress>> blocks = sent.remove(piece);
        if (!isWhole(blocks, blockCount) || !ledger.isSuspect(piece)) {
            return List.of();
        }
        long[] digests = new long[blockCount];
        blocks.forEach((index, block) -> digests[index] = block.digest());
        return ledger.passed(piece, digests);
    }

    /** A piece that was begun before digests were made has blocks that nobody remembers: it convicts nobody. */
    private static boolean isWhole(Map<Integer, ?> blocks, int blockCount) {
        return blocks != null && blocks.size() == blockCount;
    }

    private long digest(ByteBuffer bytes) {
        long hash = key ^ bytes.remaining();
        int at = bytes.position();
        for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
            hash = mix(hash ^ bytes.getLong(at));
        }
        for (; at < bytes.limit(); at++) {
            hash = mix(hash ^ bytes.get(at));
        }
        return hash;
    }

    private static long mix(long value) {
        long x = (value ^ value >>> 32) * 0xd6e8feb86659fd93L;
        return x ^ x >>> 32;
    }
}
