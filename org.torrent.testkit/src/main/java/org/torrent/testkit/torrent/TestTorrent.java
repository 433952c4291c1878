package org.torrent.testkit.torrent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.torrent.model.BlockRequest;
import org.torrent.model.InfoHash;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceHashing;
import org.torrent.model.PieceLayout;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoException;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.model.metainfo.MetainfoWriter;
import org.torrent.model.metainfo.SourceFile;

/** A torrent and all of its bytes, which follow from a seed. */
public final class TestTorrent {
    private final Metainfo metainfo;
    private final byte[] torrentFile;
    private final byte[] payload;

    private TestTorrent(byte[] torrentFile, byte[] payload) throws MetainfoException {
        this.torrentFile = torrentFile;
        this.metainfo = MetainfoParser.parse(torrentFile);
        this.payload = payload;
    }

    /** A single file. */
    public static TestTorrent singleFile(long seed, int lengthBytes, int pieceBytes) {
        return make(MetainfoWriter.singleFile("file-" + seed + ".bin", lengthBytes), seed, lengthBytes, pieceBytes);
    }

    /** A directory of files of these lengths, in this order. */
    public static TestTorrent files(long seed, int pieceBytes, long... lengthsBytes) {
        List<SourceFile> files = new ArrayList<>();
        for (long length : lengthsBytes) {
            String name = String.format("part-%03d.bin", files.size());
            files.add(new SourceFile(files.size() % 2 == 0 ? List.of(name) : List.of("sub", name), length, false));
        }
        int total = Math.toIntExact(LongStream.of(lengthsBytes).sum());
        return make(MetainfoWriter.multiFile("files-" + seed, files), seed, total, pieceBytes);
    }

    private static TestTorrent make(MetainfoWriter writer, long seed, int lengthBytes, int pieceBytes) {
        byte[] payload = new byte[lengthBytes];
        new SplittableRandom(seed).nextBytes(payload);
        try {
            return new TestTorrent(
                    writer.pieces(pieceBytes, hashes(payload, pieceBytes)).write(), payload);
        } catch (MetainfoException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] hashes(byte[] payload, int pieceBytes) {
        PieceHashing hashing = MetainfoWriter.hashing();
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        PieceHasher hasher = null;
        for (int start = 0; start < payload.length; start += pieceBytes) {
            hasher = hashing.hasher(start / pieceBytes, hasher);
            hasher.update(ByteBuffer.wrap(payload, start, Math.min(pieceBytes, payload.length - start)));
            hashes.writeBytes(hasher.finish());
        }
        return hashes.toByteArray();
    }

    /** What the .torrent file says. */
    public Metainfo metainfo() {
        return metainfo;
    }

    /** The .torrent file. */
    public byte[] torrentFile() {
        return torrentFile.clone();
    }

    /** Its name on the network. */
    public InfoHash infoHash() {
        return metainfo.id().infoHash();
    }

    /** Pieces and blocks. */
    public PieceLayout layout() {
        return metainfo.layout();
    }

    /** All files one after the other. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The bytes of a span. */
    public byte[] bytes(BlockRequest span) {
        int start = Math.toIntExact(layout().pieceStart(span.piece()) + span.offset());
        return Arrays.copyOfRange(payload, start, start + span.length());
    }

    /** Whether a piece's bytes are the right ones. */
    public boolean isRight(int piece, byte[] bytes) {
        PieceHasher hasher = metainfo.verifier().hasher(piece, null);
        hasher.update(ByteBuffer.wrap(bytes));
        return metainfo.verifier().matches(piece, hasher.finish());
    }
}
