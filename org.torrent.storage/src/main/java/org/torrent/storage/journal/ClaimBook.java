package org.torrent.storage.journal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.model.InfoHash;
import org.torrent.storage.journal.JournalRecord.Kind;

/** The journal's meaning: the claims after all records. One thread at a time. */
final class ClaimBook {
    private final Map<InfoHash, Claims> torrents = new LinkedHashMap<>();

    /** Says what the record says. */
    void apply(JournalRecord record) {
        Claims known = torrents.get(record.torrent());
        switch (record.kind()) {
            case PLACED -> {
                if (known == null || !known.location().equals(record.location())) {
                    torrents.put(record.torrent(), new Claims(record.location()));
                }
            }
            case REMOVED -> torrents.remove(record.torrent());
            default -> {
                if (known != null) {
                    claim(known, record);
                }
            }
        }
    }

    private static void claim(Claims claims, JournalRecord record) {
        boolean value = record.kind() != Kind.UNCLAIMED;
        record.apply(claims.verified(), value);
        record.apply(claims.suspect(), !value);
        if (record.kind() != Kind.VERIFIED) {
            record.apply(claims.durable(), value);
        }
    }

    /** What is said of a torrent, or null. */
    Claims of(InfoHash torrent) {
        Claims known = torrents.get(torrent);
        return known == null ? null : known.copy();
    }

    /** The shortest records that say all of this. */
    List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        torrents.forEach((torrent, claims) -> {
            records.add(JournalRecord.placed(torrent, claims.location()));
            BitSet unforced = (BitSet) claims.verified().clone();
            unforced.andNot(claims.durable());
            records.addAll(RecordCodec.records(Kind.UNCLAIMED, torrent, claims.suspect()));
            records.addAll(RecordCodec.records(Kind.DURABLE, torrent, claims.durable()));
            records.addAll(RecordCodec.records(Kind.VERIFIED, torrent, unforced));
        });
        return records;
    }
}
