package org.torrent.storage.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;
import org.torrent.fuzz.Check;
import org.torrent.fuzz.MemoryFiles;
import org.torrent.model.TorrentId;
import org.torrent.spi.storage.StorageException;

/** The journal: bytes as they are, and bodies of records that get the checksums a fuzzer can't guess. */
public final class JournalFuzz {
    private static final Path DIRECTORY = Path.of("/state");
    private static final Path FILE = DIRECTORY.resolve("journal");
    private static final byte[] V1 = "TORJRNL1".getBytes(StandardCharsets.US_ASCII);

    private JournalFuzz() {}

    /**
     * The first byte: 0 for a file as it is, otherwise the version of one made of the bodies that follow, each behind its
     * length in a byte. What is read is written anew, and then says the same.
     */
    public static void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int version = input[0] & 3;
        List<byte[]> bodies = bodies(input);
        byte[] content = version == 0 ? rest(input) : content(version, bodies);
        MemoryFiles disk = new MemoryFiles();
        disk.put(FILE, content);
        Set<TorrentId> ids = new LinkedHashSet<>();
        bodies.forEach(body -> addId(body, version, ids));
        if (claims(disk, ids) != null) { // asking for it moves what was said of a torrent of fewer hashes
            List<String> said = Objects.requireNonNull(claims(disk, ids));
            Check.equal(claims(disk, ids), said, "opened again");
        }
    }

    /** What is said of each torrent; null when the journal refuses the file. */
    private static List<String> claims(MemoryFiles disk, Set<TorrentId> ids) {
        Journal journal;
        try {
            journal = Journal.open(disk, DIRECTORY, Runnable::run, Runnable::run);
        } catch (StorageException e) {
            Check.isOneLine(e);
            return null;
        }
        List<String> said = new ArrayList<>();
        for (TorrentId id : ids) {
            Claims claims = journal.claims(id);
            if (claims != null) {
                said.add(claims.location() + hash(claims.verified()) + hash(claims.durable()) + hash(claims.suspect()));
            }
        }
        journal.close();
        return said;
    }

    private static String hash(BitSet pieces) {
        return " " + pieces.cardinality() + "/" + pieces.hashCode();
    }

    private static byte[] rest(byte[] input) {
        byte[] rest = new byte[input.length - 1];
        System.arraycopy(input, 1, rest, 0, rest.length);
        return rest;
    }

    private static List<byte[]> bodies(byte[] input) {
        List<byte[]> bodies = new ArrayList<>();
        for (int at = 1; at < input.length; ) {
            int length = Math.min(input[at] & 0xff, input.length - at - 1);
            byte[] body = new byte[length];
            System.arraycopy(input, at + 1, body, 0, length);
            bodies.add(body);
            at += 1 + length;
        }
        return bodies;
    }

    private static byte[] content(int version, List<byte[]> bodies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(version));
        for (byte[] body : bodies) {
            CRC32C crc = new CRC32C();
            crc.update(body);
            out.writeBytes(ByteBuffer.allocate(8)
                    .putInt(body.length)
                    .putInt((int) crc.getValue())
                    .array());
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private static byte[] header(int version) {
        if (version == 1) {
            return V1;
        }
        if (version == 3) {
            ByteBuffer header = JournalHeader.of(0);
            byte[] bytes = new byte[header.remaining()];
            header.get(bytes);
            return bytes;
        }
        ByteBuffer header = ByteBuffer.allocate(16)
                .put("TORJRNAL".getBytes(StandardCharsets.US_ASCII))
                .putInt(version);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, 12);
        return header.putInt((int) crc.getValue()).array();
    }

    private static void addId(byte[] body, int version, Set<TorrentId> ids) {
        int from = version == 1 ? 1 : 2;
        int length = version == 1 || body.length < 2 ? 20 : body[1] & 0xff;
        if (from + length <= body.length) {
            byte[] id = new byte[length];
            System.arraycopy(body, from, id, 0, length);
            try {
                ids.add(TorrentId.of(id));
            } catch (IllegalArgumentException e) {
                // of no length that ids have
            }
        }
    }
}
