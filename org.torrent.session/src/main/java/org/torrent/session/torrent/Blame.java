package org.torrent.session.torrent;

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

    /** Whom to ban now. */
    List<InetSocketAddress> failed(int piece, List<InetSocketAddress> contributors) {
        Map<Integer, BadPieces.Sent<InetSocketAddress>> blocks = sent.remove(piece);
        if (contributors.size() == 1) {
            return List.of(contributors.get(0));
        }
        digesting = true;
        return blocks == null ? List.of() : ledger.failed(piece, new ArrayList<>(blocks.values()));
    }

    /** Whom to ban now. */
    List<InetSocketAddress> passed(int piece) {
        Map<Integer, BadPieces.Sent<InetSocketAddress>> blocks = sent.remove(piece);
        if (blocks == null || !ledger.isSuspect(piece)) {
            return List.of();
        }
        long[] digests = new long[blocks.keySet().stream().max(Integer::compare).orElse(-1) + 1];
        blocks.forEach((index, block) -> digests[index] = block.digest());
        return ledger.passed(piece, digests);
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
