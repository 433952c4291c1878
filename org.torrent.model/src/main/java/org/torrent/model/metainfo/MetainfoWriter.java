package org.torrent.model.metainfo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.torrent.model.PieceHashing;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeList;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;

/**
 * Puts together a .torrent (BEP 3). Pure: the caller reads and hashes the files. Not thread-safe.
 *
 * <p>Pieces are over the concatenation of the files in the order given here.
 */
public final class MetainfoWriter {
    private final Map<String, BencodeValue> torrent = new TreeMap<>();
    private final Map<String, BencodeValue> info = new TreeMap<>();

    private MetainfoWriter(String name) {
        info.put("name", BencodeString.of(name));
    }

    /** A torrent of one file. */
    public static MetainfoWriter singleFile(String name, long length) {
        MetainfoWriter writer = new MetainfoWriter(name);
        writer.info.put("length", BencodeInteger.of(length));
        return writer;
    }

    /** A torrent of files in a directory. */
    public static MetainfoWriter multiFile(String name, List<SourceFile> files) {
        MetainfoWriter writer = new MetainfoWriter(name);
        List<BencodeValue> list = new ArrayList<>();
        files.forEach(file -> list.add(describe(file)));
        writer.info.put("files", new BencodeList(list));
        return writer;
    }

    private static BencodeValue describe(SourceFile file) {
        Map<String, BencodeValue> entries = new TreeMap<>();
        entries.put("length", BencodeInteger.of(file.length()));
        entries.put("path", strings(file.path()));
        if (file.executable()) {
            entries.put("attr", BencodeString.of("x"));
        }
        return BencodeDictionary.of(entries);
    }

    /** How pieces are to be hashed for {@link #pieces}. */
    public static PieceHashing hashing() {
        return Sha1Pieces.NONE;
    }

    /** The pieces: the length of all but the last, and their hashes one after the other. */
    public MetainfoWriter pieces(int pieceBytes, byte[] hashes) {
        info.put("piece length", BencodeInteger.of(pieceBytes));
        info.put("pieces", BencodeString.of(hashes));
        return this;
    }

    /** Tiers of tracker URLs (BEP 12). */
    public MetainfoWriter trackers(List<List<String>> tiers) {
        List<BencodeValue> list = new ArrayList<>();
        for (List<String> tier : tiers) {
            if (!tier.isEmpty()) {
                torrent.putIfAbsent("announce", BencodeString.of(tier.get(0)));
                list.add(strings(tier));
            }
        }
        boolean several = tiers.stream().mapToInt(List::size).sum() > 1;
        if (several) {
            torrent.put("announce-list", new BencodeList(list));
        }
        return this;
    }

    /** Web seed URLs (BEP 19). */
    public MetainfoWriter webSeeds(List<String> urls) {
        if (!urls.isEmpty()) {
            torrent.put("url-list", strings(urls));
        }
        return this;
    }

    /** Whether peers may come from the trackers only (BEP 27). */
    public MetainfoWriter privateTorrent(boolean value) {
        if (value) {
            info.put("private", BencodeInteger.of(1));
        } else {
            info.remove("private");
        }
        return this;
    }

    /** A comment for people. */
    public MetainfoWriter comment(String text) {
        torrent.put("comment", BencodeString.of(text));
        return this;
    }

    /** The program that makes the torrent. */
    public MetainfoWriter createdBy(String text) {
        torrent.put("created by", BencodeString.of(text));
        return this;
    }

    /** When the torrent is made, to the second. */
    public MetainfoWriter creationDate(Instant when) {
        torrent.put("creation date", BencodeInteger.of(when.getEpochSecond()));
        return this;
    }

    /**
     * The bytes of the .torrent file.
     *
     * @throws MetainfoException when {@link MetainfoParser} would refuse them, for instance because hashes and lengths do not fit
     */
    public byte[] write() throws MetainfoException {
        torrent.put("info", BencodeDictionary.of(info));
        byte[] bytes = BencodeEncoder.encode(BencodeDictionary.of(torrent));
        MetainfoParser.parse(bytes);
        return bytes;
    }

    private static BencodeList strings(List<String> texts) {
        return new BencodeList(
                texts.stream().<BencodeValue>map(BencodeString::of).toList());
    }
}
