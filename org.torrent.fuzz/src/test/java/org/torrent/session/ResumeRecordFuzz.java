package org.torrent.session;

import org.torrent.fuzz.Check;

/** Records of torrents. */
public final class ResumeRecordFuzz {
    private ResumeRecordFuzz() {}

    /** What is understood is, written and read again, the same. */
    public static void read(byte[] input) {
        ResumeRecord record;
        try {
            record = ResumeRecord.decode(input);
        } catch (IllegalArgumentException e) {
            return;
        }
        byte[] written = record.encode();
        Check.equal(ResumeRecord.decode(written).encode(), written, "what was written");
    }
}
