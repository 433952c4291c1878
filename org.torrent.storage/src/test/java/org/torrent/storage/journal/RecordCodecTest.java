package org.torrent.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.model.TorrentId;
import org.torrent.spi.file.FileSystemPort.Stamp;
import org.torrent.storage.journal.JournalRecord.Kind;

class RecordCodecTest {
    private static final TorrentId TORRENT = TorrentId.parse("00112233445566778899aabbccddeeff00112233");

    @Test
    void decode_whenEncoded_shouldGiveTheSame() {
        BitSet pieces = new BitSet();
        pieces.set(0, 3);
        pieces.set(2_000_000);
        for (JournalRecord record : RecordCodec.records(Kind.DURABLE, TORRENT, pieces)) {
            assertThat(RecordCodec.decode(RecordCodec.encode(record), 2)).isEqualTo(record);
        }
        JournalRecord placed = JournalRecord.placed(TORRENT, "/süß/日本");
        assertThat(RecordCodec.decode(RecordCodec.encode(placed), 2)).isEqualTo(placed);
    }

    @Test
    void records_whenThereAreManyFiles_shouldSplitThem() {
        FileStamps stamps = new FileStamps();
        for (int i = 0; i < 5_000; i += 2) {
            stamps.put(i, new Stamp(i, -i));
        }
        FileStamps again = new FileStamps();
        List<JournalRecord> records = RecordCodec.records(TORRENT, 5_000, stamps.looks());
        for (JournalRecord record : records) {
            JournalRecord decoded = RecordCodec.decode(RecordCodec.encode(record), 2);
            assertThat(decoded).isEqualTo(record);
            decoded.stamps().looks().forEach(look -> again.put(look.file(), look.stamp()));
        }

        assertThat(records).hasSize(3);
        assertThat(again.looks()).isEqualTo(stamps.looks());
        assertThat(RecordCodec.records(TORRENT, 5_000, List.of()))
                .as("for the signature")
                .hasSize(1);
    }

    @Test
    void records_whenThereAreManyRanges_shouldSplitThem() {
        BitSet pieces = new BitSet();
        for (int i = 0; i < 20_000; i += 2) {
            pieces.set(i);
        }
        List<JournalRecord> records = RecordCodec.records(Kind.VERIFIED, TORRENT, pieces);
        BitSet again = new BitSet();
        records.forEach(
                record -> RecordCodec.decode(RecordCodec.encode(record), 2).apply(again, true));

        assertThat(records).hasSize(3);
        assertThat(again).isEqualTo(pieces);
    }

    @Test
    void decode_whenAnyByteIsWrongOrMissing_shouldRefuseAndStay() {
        ByteBuffer whole = RecordCodec.encode(JournalRecord.placed(TORRENT, "/somewhere"));
        for (int i = 0; i < whole.limit(); i++) {
            ByteBuffer damaged = ByteBuffer.wrap(whole.array().clone());
            damaged.put(i, (byte) (damaged.get(i) ^ 0x40));
            assertThat(RecordCodec.decode(damaged, 2)).as("byte " + i).isNull();
            assertThat(damaged.position()).isZero();
            assertThat(RecordCodec.decode(whole.duplicate().limit(i), 2))
                    .as("length " + i)
                    .isNull();
        }
    }

    @Test
    void decode_whenItIsNoise_shouldNeverThrow() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            if (noise.length > 3 && random.nextBoolean()) {
                noise[0] = noise[1] = noise[2] = 0;
            }
            assertThat(RecordCodec.decode(ByteBuffer.wrap(noise), 2)).isNull();
        }
    }
}
