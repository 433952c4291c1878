package org.torrent.storage.journal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.model.TorrentId;
import org.torrent.storage.journal.JournalRecord.Kind;

/** The journal's meaning: the claims after all records. One thread at a time. */
final class ClaimBook {
    private final Map<TorrentId, Claims> torrents = new LinkedHashMap<>();

    /**
     * Says what the record says.
     *
     * @return whether that takes back something that would be believed without it
     */
    boolean apply(JournalRecord record) {
        Claims known = torrents.get(record.torrent());
        return switch (record.kind()) {
            case PLACED -> place(known, record);
            case REMOVED -> torrents.remove(record.torrent()) != null;
            case DOUBTED -> {
                torrents.computeIfPresent(record.torrent(), (torrent, claims) -> claims.doubted(true));
                yield false;
            }
            case STAMPED -> {
                if (known != null) {
                    stamp(known.stamps(), record.stamps());
                }
                yield false;
            }
            default -> known != null && claim(known, record);
        };
    }

    private static void stamp(FileStamps known, JournalRecord.Stamps said) {
        known.signature(said.signature());
        said.looks().forEach(look -> known.put(look.file(), look.stamp()));
    }

    private boolean place(Claims known, JournalRecord record) {
        if (known != null && known.location().equals(record.location())) {
            return false;
        }
        torrents.put(record.torrent(), new Claims(record.location()));
        return known != null;
    }

    private static boolean claim(Claims claims, JournalRecord record) {
        boolean value = record.kind() != Kind.UNCLAIMED;
        boolean takesBack = !value && record.intersects(claims.durable());
        record.apply(claims.verified(), value);
        record.apply(claims.suspect(), !value);
        if (record.kind() != Kind.VERIFIED) {
            record.apply(claims.durable(), value);
        }
        return takesBack;
    }

    /** Something may be lost: what is there and not durable is to be hashed. */
    void doubt() {
        torrents.replaceAll((torrent, claims) -> claims.doubted(true));
    }

    /** The torrent was looked at: what is said of it is all there is. Answers whether that is news. */
    boolean settle(TorrentId torrent) {
        Claims known = torrents.get(torrent);
        if (known == null || !known.doubted()) {
            return false;
        }
        torrents.put(torrent, known.doubted(false));
        return true;
    }

    /** Something that was withdrawn may look durable: nothing is, all is to be hashed again. */
    void distrust() {
        torrents.values().forEach(claims -> claims.durable().clear());
    }

    /** A torrent that is known by some of these hashes only, as before both were recorded; or null. */
    TorrentId shorter(TorrentId torrent) {
        return torrents.keySet().stream()
                .filter(known -> !known.equals(torrent) && known.isWithin(torrent))
                .findFirst()
                .orElse(null);
    }

    /** What is said of a torrent, or null. */
    Claims of(TorrentId torrent) {
        Claims known = torrents.get(torrent);
        return known == null ? null : known.copy();
    }

    /** The shortest records that say all of this. */
    List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        torrents.forEach((torrent, claims) -> records.addAll(records(torrent, claims)));
        return records;
    }

    /** The shortest records that say this of a torrent. */
    static List<JournalRecord> records(TorrentId torrent, Claims claims) {
        BitSet unforced = (BitSet) claims.verified().clone();
        unforced.andNot(claims.durable());
        List<JournalRecord> records = new ArrayList<>();
        records.add(JournalRecord.placed(torrent, claims.location()));
        if (claims.doubted()) {
            records.add(JournalRecord.doubted(torrent));
        }
        records.addAll(RecordCodec.records(Kind.UNCLAIMED, torrent, claims.suspect()));
        if (claims.stamps().signature() != FileStamps.NONE) {
            records.addAll(RecordCodec.records(
                    torrent, claims.stamps().signature(), claims.stamps().looks()));
        }
        records.addAll(RecordCodec.records(Kind.DURABLE, torrent, claims.durable()));
        records.addAll(RecordCodec.records(Kind.VERIFIED, torrent, unforced));
        return records;
    }
}
