package org.torrent.storage.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.torrent.model.InfoHash;
import org.torrent.storage.journal.JournalRecord.Kind;
import org.torrent.storage.journal.JournalRecord.Range;

/**
 * Records as bytes, big endian: length of the body (4), its CRC32C (4), and the body: kind (1), info hash (20), then
 * the location in UTF-8 or pairs of first and last piece (4 + 4).
 */
final class RecordCodec {
    private static final int HEADER_BYTES = 8;
    private static final int FIXED_BYTES = 1 + InfoHash.LENGTH;
    private static final int MAX_RANGES = 4096;
    private static final int MAX_BODY_BYTES = FIXED_BYTES + 2 * Integer.BYTES * MAX_RANGES;
    private static final int MAX_PIECE = 1 << 24;

    private RecordCodec() {}

    /** The record, ready to be written. */
    static ByteBuffer encode(JournalRecord record) {
        byte[] location = record.location().getBytes(StandardCharsets.UTF_8);
        int length = FIXED_BYTES + location.length + record.pieces().size() * 2 * Integer.BYTES;
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + length).position(HEADER_BYTES);
        out.put(record.kind().code).put(record.torrent().bytes()).put(location);
        record.pieces().forEach(range -> out.putInt(range.first()).putInt(range.last()));
        return out.putInt(0, length).putInt(4, crc(out.array(), length)).flip();
    }

    /** The next record, or null when there is no whole and sound one; then the position is where it was. */
    static JournalRecord decode(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES) {
            return null;
        }
        int start = in.position();
        int length = in.getInt(start);
        if (length < FIXED_BYTES || length > MAX_BODY_BYTES || length > in.remaining() - HEADER_BYTES) {
            return null;
        }
        byte[] framed = new byte[HEADER_BYTES + length];
        in.get(start, framed);
        JournalRecord record = crc(framed, length) == in.getInt(start + 4) ? body(framed) : null;
        if (record != null) {
            in.position(start + framed.length);
        }
        return record;
    }

    /** The set pieces as records of bounded length. */
    static List<JournalRecord> records(Kind kind, InfoHash torrent, BitSet pieces) {
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

    private static JournalRecord body(byte[] framed) {
        ByteBuffer in = ByteBuffer.wrap(framed).position(HEADER_BYTES);
        Kind kind = Kind.of(in.get());
        byte[] hash = new byte[InfoHash.LENGTH];
        in.get(hash);
        if (kind == null) {
            return null;
        }
        if (kind == Kind.PLACED) {
            return JournalRecord.placed(
                    InfoHash.of(hash), StandardCharsets.UTF_8.decode(in).toString());
        }
        List<Range> ranges = ranges(in);
        return ranges == null ? null : new JournalRecord(kind, InfoHash.of(hash), "", ranges);
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

    private static int crc(byte[] framed, int length) {
        CRC32C crc = new CRC32C();
        crc.update(framed, HEADER_BYTES, length);
        return (int) crc.getValue();
    }
}
