package org.torrent.storage.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.torrent.model.Limits;
import org.torrent.model.TorrentId;
import org.torrent.spi.file.FileSystemPort.Stamp;
import org.torrent.storage.journal.JournalRecord.Kind;
import org.torrent.storage.journal.JournalRecord.Look;
import org.torrent.storage.journal.JournalRecord.Range;
import org.torrent.storage.journal.JournalRecord.Stamps;

/**
 * Records as bytes, big endian: length of the body (4), its CRC32C (4), and the body: kind (1), length of the torrent's
 * id (1), the id, then the location in UTF-8 or pairs of first and last piece (4 + 4). In version 1 the id had 20 bytes
 * and no length in front.
 */
final class RecordCodec {
    private static final int V1_ID_BYTES = 20;
    private static final int MAX_PIECE = Limits.PIECES - 1;
    private static final int MAX_FILE = 1 << 24;
    private static final int HEADER_BYTES = 8;
    private static final int MAX_RANGES = 4096;
    private static final int MAX_LOOKS = 1024;
    private static final int LOOK_BYTES = Integer.BYTES + 2 * Long.BYTES;
    private static final int MIN_BODY_BYTES = 1 + V1_ID_BYTES;
    private static final int MAX_BODY_BYTES = 2 + 255 + 2 * Integer.BYTES * MAX_RANGES;

    private RecordCodec() {}

    /** The record, ready to be written. */
    static ByteBuffer encode(JournalRecord record) {
        byte[] location = record.location().getBytes(StandardCharsets.UTF_8);
        byte[] id = record.torrent().bytes();
        int length =
                2 + id.length + location.length + record.pieces().size() * 2 * Integer.BYTES + bytes(record.stamps());
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + length).position(HEADER_BYTES);
        out.put(record.kind().code).put((byte) id.length).put(id).put(location);
        record.pieces().forEach(range -> out.putInt(range.first()).putInt(range.last()));
        put(record.stamps(), out);
        return out.putInt(0, length).putInt(4, crc(out.array(), length)).flip();
    }

    private static int bytes(Stamps stamps) {
        return stamps == null ? 0 : Integer.BYTES + stamps.looks().size() * LOOK_BYTES;
    }

    private static void put(Stamps stamps, ByteBuffer out) {
        if (stamps != null) {
            out.putInt(stamps.signature());
            stamps.looks().forEach(look -> out.putInt(look.file())
                    .putLong(look.stamp().bytes())
                    .putLong(look.stamp().modifiedNanos()));
        }
    }

    /** The next record of a file of that version, or null when there is no whole and sound one; then nothing is taken. */
    static JournalRecord decode(ByteBuffer in, int version) {
        if (in.remaining() < HEADER_BYTES) {
            return null;
        }
        int start = in.position();
        int length = in.getInt(start);
        if (length < MIN_BODY_BYTES || length > MAX_BODY_BYTES || length > in.remaining() - HEADER_BYTES) {
            return null;
        }
        if (Kind.of(in.get(start + HEADER_BYTES)) == null) {
            return null; // before a long checksum is made in vain: a damaged file is looked at byte by byte
        }
        byte[] framed = new byte[HEADER_BYTES + length];
        in.get(start, framed);
        JournalRecord record = crc(framed, length) == in.getInt(start + 4) ? body(framed, version) : null;
        if (record != null) {
            in.position(start + framed.length);
        }
        return record;
    }

    /** The set pieces as records of bounded length. */
    static List<JournalRecord> records(Kind kind, TorrentId torrent, BitSet pieces) {
        List<JournalRecord> records = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (int first = pieces.nextSetBit(0); first >= 0; ) {
            int end = pieces.nextClearBit(first);
            ranges.add(new Range(first, end - 1));
            first = pieces.nextSetBit(end);
            if (ranges.size() == MAX_RANGES || first < 0) {
                records.add(new JournalRecord(kind, torrent, "", List.copyOf(ranges)));
                ranges.clear();
            }
        }
        return records;
    }

    /** The looks as records of bounded length; one at least, for the signature. */
    static List<JournalRecord> records(TorrentId torrent, int signature, List<Look> looks) {
        List<JournalRecord> records = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(looks.size(), from + MAX_LOOKS);
            records.add(JournalRecord.stamped(torrent, new Stamps(signature, List.copyOf(looks.subList(from, to)))));
            from = to;
        } while (from < looks.size());
        return records;
    }

    private static JournalRecord body(byte[] framed, int version) {
        ByteBuffer in = ByteBuffer.wrap(framed).position(HEADER_BYTES);
        Kind kind = Kind.of(in.get());
        TorrentId torrent = id(in, version);
        if (kind == null || torrent == null) {
            return null;
        }
        if (kind == Kind.PLACED) {
            return JournalRecord.placed(
                    torrent, StandardCharsets.UTF_8.decode(in).toString());
        }
        if (kind == Kind.STAMPED) {
            Stamps stamps = stamps(in);
            return stamps == null ? null : JournalRecord.stamped(torrent, stamps);
        }
        List<Range> ranges = ranges(in);
        return ranges == null ? null : new JournalRecord(kind, torrent, "", ranges);
    }

    private static TorrentId id(ByteBuffer in, int version) {
        int length = version == 1 ? V1_ID_BYTES : Byte.toUnsignedInt(in.get());
        if (length > in.remaining()) {
            return null;
        }
        byte[] id = new byte[length];
        in.get(id);
        try {
            return TorrentId.of(id);
        } catch (IllegalArgumentException e) {
            return null; // of no length that ids have
        }
    }

    private static List<Range> ranges(ByteBuffer in) {
        List<Range> ranges = new ArrayList<>();
        while (in.remaining() >= 2 * Integer.BYTES) {
            Range range = new Range(in.getInt(), in.getInt());
            if (range.first() < 0 || range.last() < range.first() || range.last() > MAX_PIECE) {
                return null;
            }
            ranges.add(range);
        }
        return in.hasRemaining() ? null : ranges;
    }

    private static Stamps stamps(ByteBuffer in) {
        if (in.remaining() < Integer.BYTES || (in.remaining() - Integer.BYTES) % LOOK_BYTES != 0) {
            return null;
        }
        int signature = in.getInt();
        List<Look> looks = new ArrayList<>();
        while (in.hasRemaining()) {
            Look look = new Look(in.getInt(), new Stamp(in.getLong(), in.getLong()));
            if (look.file() < 0 || look.file() > MAX_FILE) {
                return null;
            }
            looks.add(look);
        }
        return new Stamps(signature, looks);
    }

    private static int crc(byte[] framed, int length) {
        CRC32C crc = new CRC32C();
        crc.update(framed, HEADER_BYTES, length);
        return (int) crc.getValue();
    }
}
