package org.torrent.testkit.ports.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceVerifier;
import org.torrent.testkit.ports.torrent.TestTorrent;

/**
 * Another way to verify pieces than version 1 has, to see that nothing but the verifier knows: the root of a binary tree
 * over the SHA-256 of each 16 KiB, as in version 2 (BEP 52), with the piece's number hashed in front of it.
 */
public final class TreePieces implements PieceVerifier {
    private static final int LEAF_BYTES = 16 * 1024;

    private final List<byte[]> roots = new ArrayList<>();

    private TreePieces() {}

    /** What the pieces of a torrent must hash to. */
    public static TreePieces of(TestTorrent torrent) {
        TreePieces pieces = new TreePieces();
        for (int i = 0; i < torrent.layout().pieceCount(); i++) {
            PieceHasher hasher = pieces.hasher(i, null);
            hasher.update(ByteBuffer.wrap(torrent.piece(i)));
            pieces.roots.add(hasher.finish());
        }
        return pieces;
    }

    @Override
    public int hashBytes() {
        return 32;
    }

    @Override
    public PieceHasher hasher(int piece, PieceHasher spare) {
        return new Tree(piece);
    }

    @Override
    public boolean matches(int piece, byte[] hash) {
        return Arrays.equals(roots.get(piece), hash);
    }

    private static final class Tree implements PieceHasher {
        private final MessageDigest digest = sha256();
        private final int piece;
        private final List<byte[]> leaves = new ArrayList<>();
        private int leafBytes;

        Tree(int piece) {
            this.piece = piece;
        }

        @Override
        public void update(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                int count = Math.min(bytes.remaining(), LEAF_BYTES - leafBytes);
                digest.update(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                leafBytes += count;
                if (leafBytes == LEAF_BYTES) {
                    endLeaf();
                }
            }
        }

        private void endLeaf() {
            leaves.add(digest.digest());
            leafBytes = 0;
        }

        @Override
        public byte[] finish() {
            if (leafBytes > 0) {
                endLeaf();
            }
            digest.update((byte) piece);
            return digest.digest(root(leaves));
        }

        private byte[] root(List<byte[]> nodes) {
            if (nodes.size() == 1) {
                return nodes.get(0);
            }
            int half = Integer.highestOneBit(nodes.size() - 1);
            byte[] left = root(nodes.subList(0, half));
            byte[] right = root(nodes.subList(half, nodes.size()));
            digest.update(left);
            return digest.digest(right);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
