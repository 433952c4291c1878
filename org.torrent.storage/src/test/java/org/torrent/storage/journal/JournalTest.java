package org.torrent.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.torrent.model.TorrentId;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.journal.JournalRecord.Kind;
import org.torrent.testkit.ports.disk.SimDisk;

/** What a journal says after it was damaged, cut, or written by another version. */
class JournalTest {
    private static final Path DIRECTORY = Path.of("/state");
    private static final Path FILE = DIRECTORY.resolve("journal");
    private static final TorrentId ONE = TorrentId.parse("00112233445566778899aabbccddeeff00112233");
    private static final TorrentId BOTH = TorrentId.parse(ONE.text() + "7f".repeat(32));

    private final SimDisk disk = new SimDisk(1);

    private Journal open() throws IOException {
        if (disk.kind(DIRECTORY).name().equals("MISSING")) {
            disk.createDirectory(DIRECTORY);
        }
        return Journal.open(disk, DIRECTORY, Runnable::run, Runnable::run);
    }

    private void put(byte[] content) throws IOException {
        if (disk.content(FILE) != null) {
            disk.delete(FILE);
        }
        try (OpenFile file = disk.open(FILE, true)) {
            file.write(new ByteBuffer[] {ByteBuffer.wrap(content)}, 0, 1, 0);
        }
    }

    private static BitSet pieces(int... pieces) {
        BitSet set = new BitSet();
        Arrays.stream(pieces).forEach(set::set);
        return set;
    }

    /** Says things of a torrent; answers the length of the file after each. */
    private List<Integer> tell(Journal journal) {
        List<Runnable> steps = List.of(
                () -> journal.placed(ONE, "/downloads"),
                () -> journal.verified(ONE, pieces(0, 1, 2)),
                () -> journal.durable(ONE, pieces(0, 1, 2)),
                () -> journal.unclaimed(ONE, pieces(1)),
                () -> journal.verified(ONE, pieces(4)),
                () -> journal.durable(ONE, pieces(4)));
        List<Integer> lengths = new ArrayList<>();
        for (Runnable step : steps) {
            step.run();
            lengths.add(disk.content(FILE).length);
        }
        return lengths;
    }

    private BitSet durable(byte[] content) throws IOException {
        put(content);
        Journal journal = open();
        Claims claims = journal.claims(ONE);
        journal.close();
        return claims == null ? new BitSet() : claims.durable();
    }

    @Test
    void open_whenAnyBitIsWrong_shouldNeverBelieveWhatWasWithdrawn() throws IOException {
        tell(open());
        byte[] whole = disk.content(FILE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            BitSet wrong = durable(damaged);
            wrong.andNot(pieces(0, 2, 4));
            assertThat(wrong.stream()).as("bit " + bit).isEmpty();
        }
        assertThat(durable(whole)).isEqualTo(pieces(0, 2, 4));
    }

    @Test
    void open_whenTheFileIsCutAnywhere_shouldSayWhatTheWholeRecordsSay() throws IOException {
        List<Integer> ends = tell(open());
        List<BitSet> said = List.of(pieces(), pieces(), pieces(0, 1, 2), pieces(0, 2), pieces(0, 2), pieces(0, 2, 4));
        byte[] whole = disk.content(FILE);
        for (int length = 0; length <= whole.length; length++) {
            int cut = length;
            int records = (int) ends.stream().filter(end -> end <= cut).count();
            assertThat(durable(Arrays.copyOf(whole, length)))
                    .as("length " + length)
                    .isEqualTo(records == 0 ? new BitSet() : said.get(records - 1));
        }
    }

    @Test
    void open_whenARecordInTheMiddleIsDamaged_shouldHaveAllHashedAgain() throws IOException {
        List<Integer> ends = tell(open());
        byte[] damaged = disk.content(FILE);
        damaged[ends.get(2) + 9] ^= 1; // what withdrew piece 1

        assertThat(durable(damaged).isEmpty()).isTrue();
        Claims claims = open().claims(ONE);
        assertThat(claims.location()).isEqualTo("/downloads");
        assertThat(claims.verified()).isEqualTo(pieces(0, 1, 2));
    }

    @Test
    void open_whenANewerProgramWroteIt_shouldSaySoAndKeepTheFile() throws IOException {
        tell(open());
        ByteBuffer newer = ByteBuffer.wrap(disk.content(FILE)).putInt(8, 3);
        CRC32C crc = new CRC32C();
        crc.update(newer.array(), 0, 12);
        put(newer.putInt(12, (int) crc.getValue()).array());

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(FILE.toString())
                .hasMessageContaining("of version 3")
                .hasMessageContaining("run the program that wrote it");
        assertThat(disk.content(FILE)).isEqualTo(newer.array());
    }

    @Test
    void open_whenItIsOfVersionOne_shouldBelieveItAndWriteItAnew() throws IOException {
        put(version1());
        Journal journal = open();

        assertThat(journal.claims(ONE).durable()).isEqualTo(pieces(3));
        assertThat(new String(disk.content(FILE), 0, 8, StandardCharsets.US_ASCII))
                .isEqualTo("TORJRNAL");
        assertThat(open().claims(ONE).location()).isEqualTo("/süß");
    }

    @Test
    void claims_whenTheTorrentWasKnownByOneHash_shouldBeItsUnderBoth() throws IOException {
        put(version1());
        Journal journal = open();
        assertThat(journal.claims(BOTH).durable()).isEqualTo(pieces(3));

        Journal next = open();
        assertThat(next.claims(BOTH).durable()).isEqualTo(pieces(3));
        assertThat(next.claims(ONE)).isNull();
    }

    private byte[] version1() throws IOException {
        if (disk.kind(DIRECTORY).name().equals("MISSING")) {
            disk.createDirectory(DIRECTORY);
        }
        ByteBuffer file = ByteBuffer.allocate(1000).put("TORJRNL1".getBytes(StandardCharsets.US_ASCII));
        file.put(version1(JournalRecord.placed(ONE, "/süß")));
        RecordCodec.records(Kind.DURABLE, ONE, pieces(3)).forEach(record -> file.put(version1(record)));
        return Arrays.copyOf(file.array(), file.position());
    }

    /** As today's, without the length of the id. */
    private static ByteBuffer version1(JournalRecord record) {
        ByteBuffer now = RecordCodec.encode(record);
        int length = now.getInt() - 1;
        ByteBuffer then = ByteBuffer.allocate(8 + length).putInt(length).putInt(0);
        then.put(now.get(8)).put(now.position(10));
        CRC32C crc = new CRC32C();
        crc.update(then.array(), 8, length);
        return then.putInt(4, (int) crc.getValue()).flip();
    }
}
