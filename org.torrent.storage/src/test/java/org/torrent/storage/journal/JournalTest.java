package org.torrent.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.torrent.model.TorrentId;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.Limits;
import org.torrent.storage.journal.JournalRecord.Kind;
import org.torrent.testkit.ports.disk.DiskFault;
import org.torrent.testkit.ports.disk.SimDisk;

/** What a journal says after it was damaged, cut, or written by another version. */
class JournalTest {
    private static final Path DIRECTORY = Path.of("/state");
    private static final Path FILE = DIRECTORY.resolve("journal");
    private static final TorrentId ONE = TorrentId.parse("00112233445566778899aabbccddeeff00112233");
    private static final TorrentId OTHER = TorrentId.parse("ffeeddccbbaa99887766554433221100ffeeddcc");
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

    /** Says things of a torrent, as they are said one after the other. */
    private static void tell(Journal journal) {
        journal.placed(ONE, "/downloads");
        journal.verified(ONE, pieces(0, 1, 2));
        journal.durable(ONE, pieces(0, 1, 2));
        sync(journal);
        journal.verified(ONE, pieces(4));
        journal.durable(ONE, pieces(4));
        journal.unclaimed(ONE, pieces(1));
        sync(journal);
    }

    private static void sync(Journal journal) {
        journal.sync(error -> assertThat(error).isNull());
    }

    private byte[] toldAndKilled() throws IOException {
        tell(open());
        return disk.content(FILE);
    }

    private byte[] toldAndClosed() throws IOException {
        Journal journal = open();
        tell(journal);
        journal.placed(OTHER, "/elsewhere");
        journal.durable(OTHER, pieces(7));
        sync(journal);
        journal.close();
        return disk.content(FILE);
    }

    private Journal opened(byte[] content) throws IOException {
        for (Path each : disk.list(DIRECTORY)) {
            disk.delete(each);
        }
        put(content);
        return open();
    }

    private BitSet durable(byte[] content) throws IOException {
        Claims claims = opened(content).claims(ONE);
        return claims == null ? new BitSet() : claims.durable();
    }

    @Test
    void open_whenAnyBitIsWrong_shouldSaySoKeepItAndLoseNoMoreThanOneRecord() throws IOException {
        byte[] whole = toldAndClosed();
        assertThat(durable(whole)).isEqualTo(pieces(0, 2, 4));
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Journal journal = opened(damaged);
            assertThat(journal.damage()).as("bit " + bit).hasMessageContaining(FILE + ".damaged-1");
            assertThat(disk.content(Path.of(FILE + ".damaged-1"))).isEqualTo(damaged);
            assertKnown(journal, "bit " + bit, bit / 8 >= JournalHeader.BYTES ? 1 : 0);
        }
    }

    /** Nothing that was withdrawn is believed; so many torrents are as they were; all that are known are looked at. */
    private static void assertKnown(Journal journal, String what, int whole) {
        Claims one = journal.claims(ONE);
        Claims other = journal.claims(OTHER);
        int sound = 0;
        if (one != null) {
            assertThat(one.durable().get(1)).as(what).isFalse();
            assertThat(one.doubted()).as(what).isTrue();
            assertThat(one.isSuspect(1) && one.isToBeHashed(1)).as(what).isTrue();
            sound += one.durable().equals(pieces(0, 2, 4)) ? 1 : 0;
        }
        if (other != null) {
            assertThat(other.doubted()).as(what).isTrue();
            sound += other.durable().equals(pieces(7)) ? 1 : 0;
        }
        assertThat(sound).as(what).isGreaterThanOrEqualTo(whole);
    }

    @Test
    void open_whenTheFileIsCutAnywhere_shouldSaySoAndBelieveNothingFalse() throws IOException {
        byte[] whole = toldAndClosed();
        for (int length = 0; length < whole.length; length++) {
            Journal journal = opened(Arrays.copyOf(whole, length));
            assertThat(journal.damage()).as("length " + length).isNotNull();
            assertKnown(journal, "length " + length, 0);
        }
        assertThat(opened(whole).damage()).isNull();
    }

    @Test
    void open_whenAKilledProcessLeftHalfARecord_shouldKeepWhatWasForcedBefore() throws IOException {
        Journal killed = open();
        tell(killed);
        killed.durable(ONE, pieces(9));
        byte[] whole = disk.content(FILE);
        Journal journal = opened(Arrays.copyOf(whole, whole.length - 1));

        assertThat(journal.damage()).hasMessageContaining("as after a power cut");
        assertThat(journal.claims(ONE).durable()).isEqualTo(pieces(0, 2, 4));
        assertThat(journal.claims(ONE).doubted()).isFalse();
        assertThat(disk.exists(Path.of(FILE + ".damaged-1"))).isFalse();
    }

    @Test
    void open_whenWhatWithdrewAClaimIsDamaged_shouldNotBelieveTheClaim() throws IOException {
        byte[] whole = toldAndKilled();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(durable(damaged).get(1)).as("bit " + bit).isFalse();
        }
        for (int length = 0; length < whole.length; length++) {
            assertThat(durable(Arrays.copyOf(whole, length)).get(1))
                    .as("length " + length)
                    .isFalse();
        }
    }

    @Test
    void open_whenWhatForgotATorrentIsDamaged_shouldNotRemember() throws IOException {
        Journal journal = open();
        tell(journal);
        journal.removed(ONE);
        journal.placed(OTHER, "/elsewhere");
        sync(journal);
        byte[] whole = disk.content(FILE);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertThat(durable(damaged).isEmpty()).as("byte " + i).isTrue();
        }
    }

    @Test
    void open_whenATorrentMovedAndThatIsDamaged_shouldNotBelieveItOfTheOldPlace() throws IOException {
        Journal journal = open();
        tell(journal);
        journal.placed(ONE, "/moved");
        journal.durable(ONE, pieces(11));
        sync(journal);
        byte[] whole = disk.content(FILE);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Claims claims = opened(damaged).claims(ONE);
            assertThat(claims == null || claims.location().equals("/moved"))
                    .as("byte " + i)
                    .isTrue();
        }
    }

    @Test
    void settled_whenATorrentWasLookedAt_shouldEndTheDoubtForGood() throws IOException {
        byte[] damaged = toldAndClosed();
        damaged[damaged.length - 1] ^= 1;
        Journal journal = opened(damaged);
        assertThat(opened(disk.content(FILE)).claims(ONE).doubted()).isTrue();

        journal = opened(damaged);
        journal.settled(ONE);
        sync(journal);
        assertThat(opened(disk.content(FILE)).claims(ONE).doubted()).isFalse();
    }

    @Test
    void open_whenTheJournalIsDamagedAgainAndAgain_shouldKeepABoundedNumber() throws IOException {
        byte[] damaged = toldAndClosed();
        damaged[30] ^= 1;
        for (int i = 0; i < 2 * Limits.DAMAGED_JOURNALS; i++) {
            put(damaged);
            open();
        }
        assertThat(disk.list(DIRECTORY)).hasSize(1 + Limits.DAMAGED_JOURNALS);
    }

    @Test
    void open_whenThereIsNoRoomToKeepADamagedOne_shouldLeaveItAndFail() throws IOException {
        byte[] damaged = toldAndClosed();
        damaged[30] ^= 1;
        put(damaged);
        disk.faults(call -> call.path().toString().contains("damaged") ? DiskFault.NO_SPACE : null);

        assertThatThrownBy(this::open).isInstanceOf(StorageException.class).hasMessageContaining("No space left");
        assertThat(disk.content(FILE)).isEqualTo(damaged);
    }

    @Test
    void open_whenAnOlderVersionIsDamaged_shouldHaveAllHashedAgain() throws IOException {
        byte[] content = version1();
        content[content.length - 1] ^= 1;
        Journal journal = opened(content);

        assertThat(journal.damage()).isNotNull();
        assertThat(journal.claims(ONE).durable().isEmpty()).isTrue();
        assertThat(journal.claims(ONE).doubted()).isTrue();
    }

    @Test
    void open_whenANewerProgramWroteIt_shouldSaySoAndKeepTheFile() throws IOException {
        toldAndKilled();
        ByteBuffer newer = ByteBuffer.wrap(disk.content(FILE)).putInt(8, 4);
        CRC32C crc = new CRC32C();
        crc.update(newer.array(), 0, 16);
        put(newer.putInt(16, (int) crc.getValue()).array());

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(FILE.toString())
                .hasMessageContaining("newer version of this program (4")
                .hasMessageContaining("run that one");
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
        sync(journal);

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

    @Test
    void open_whenANewerVersionHasALongerHeader_shouldNameItAndLeaveItAsItIs() throws IOException {
        byte[] newer = new byte[64];
        ByteBuffer.wrap(newer)
                .put("TORJRNAL".getBytes(StandardCharsets.US_ASCII))
                .putInt(JournalHeader.VERSION + 1);
        toldAndKilled();
        assertThatThrownBy(() -> opened(newer))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.recoverable()).isTrue())
                .hasMessageContainingAll(FILE.toString(), "newer version", "move the file away");
        assertThat(disk.content(FILE)).isEqualTo(newer);
        assertThat(disk.list(DIRECTORY)).containsExactly(FILE);
    }
}
