package org.torrent.testkit.ports.torrent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceHashing;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.metainfo.MetainfoWriter;

/** Puts together the files of a {@link TestTorrent}, padding (BEP 47) too, which {@link MetainfoWriter} does not make. */
public final class TorrentBuilder {
    private final SplittableRandom random;
    private final int pieceBytes;
    private final List<BencodeValue> files = new ArrayList<>();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private String name;
    private boolean multiFile;

    /** Without a file yet. */
    public TorrentBuilder(long seed, int pieceBytes) {
        this.random = new SplittableRandom(seed);
        this.pieceBytes = pieceBytes;
    }

    /** A file of random bytes. The first name is the torrent's; a torrent of one name is that of a single file. */
    public TorrentBuilder file(long length, String... path) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        random.nextBytes(bytes);
        name = path[0];
        return add(bytes, "", Arrays.copyOfRange(path, 1, path.length));
    }

    /** Zeros in no file. */
    public TorrentBuilder padding(long length) {
        return add(new byte[Math.toIntExact(length)], "p", ".pad", Long.toString(length));
    }

    private TorrentBuilder add(byte[] bytes, String attributes, String... path) {
        payload.writeBytes(bytes);
        multiFile |= path.length > 0;
        Map<String, BencodeValue> file = new TreeMap<>();
        file.put("length", BencodeInteger.of(bytes.length));
        file.put(
                "path",
                new BencodeList(
                        Arrays.stream(path).<BencodeValue>map(BencodeString::of).toList()));
        if (!attributes.isEmpty()) {
            file.put("attr", BencodeString.of(attributes));
        }
        files.add(BencodeDictionary.of(file));
        return this;
    }

    /** All bytes, one file after the other. */
    byte[] payload() {
        return payload.toByteArray();
    }

    /** The .torrent file. */
    byte[] torrentFile() {
        Map<String, BencodeValue> info = new TreeMap<>();
        info.put("name", BencodeString.of(name));
        info.put("piece length", BencodeInteger.of(pieceBytes));
        info.put("pieces", BencodeString.of(hashes(payload())));
        if (multiFile) {
            info.put("files", new BencodeList(files));
        } else {
            info.put("length", BencodeInteger.of(payload.size()));
        }
        return BencodeEncoder.encode(BencodeDictionary.of(Map.of("info", BencodeDictionary.of(info))));
    }

    private byte[] hashes(byte[] bytes) {
        PieceHashing hashing = MetainfoWriter.hashing();
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        PieceHasher hasher = null;
        for (int start = 0; start < bytes.length; start += pieceBytes) {
            hasher = hashing.hasher(start / pieceBytes, hasher);
            hasher.update(ByteBuffer.wrap(bytes, start, Math.min(pieceBytes, bytes.length - start)));
            hashes.writeBytes(hasher.finish());
        }
        return hashes.toByteArray();
    }
}
