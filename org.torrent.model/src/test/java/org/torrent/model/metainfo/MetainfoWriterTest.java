package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.model.Limits;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeLimits;

class MetainfoWriterTest {
    @Test
    void write_whenEverythingIsGiven_shouldBeReadBack() throws MetainfoException {
        byte[] bytes = MetainfoWriter.singleFile("n", 50)
                .pieces(20, Samples.hashes(3))
                .trackers(List.of(List.of("http://a", "http://b"), List.of("udp://c:1")))
                .webSeeds(List.of("http://w/"))
                .privateTorrent(true)
                .comment("c\u00f6mment")
                .createdBy("me")
                .creationDate(Instant.ofEpochSecond(1_700_000_000))
                .write();
        Metainfo torrent = MetainfoParser.parse(bytes);
        assertThat(torrent.name()).isEqualTo("n");
        assertThat(torrent.layout().totalBytes()).isEqualTo(50);
        assertThat(((Sha1Pieces) torrent.verifier()).hash(2))
                .isEqualTo(java.util.Arrays.copyOfRange(Samples.hashes(3), 40, 60));
        assertThat(torrent.trackers()).containsExactly(List.of("http://a", "http://b"), List.of("udp://c:1"));
        assertThat(torrent.webSeeds()).containsExactly("http://w/");
        assertThat(torrent.isPrivate()).isTrue();
        assertThat(torrent.comment()).contains("c\u00f6mment");
        assertThat(torrent.createdBy()).contains("me");
        assertThat(torrent.creationDate()).contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void write_whenFilesAreRandom_shouldBeReadBackAndCanonical() throws MetainfoException, BencodeException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<SourceFile> files = new ArrayList<>();
            long total = 0;
            for (int i = random.nextInt(10); i >= 0; i--) {
                long length = random.nextInt(100_000);
                files.add(new SourceFile(List.of("d" + i % 3, "f" + i), length, random.nextBoolean()));
                total += length;
            }
            int pieces = (int) ((total + 32_767) / 32_768);
            byte[] bytes = MetainfoWriter.multiFile("dir", files)
                    .pieces(32_768, Samples.hashes(pieces))
                    .write();
            assertThat(BencodeEncoder.encode(BencodeDecoder.decode(bytes, BencodeLimits.TORRENT)))
                    .isEqualTo(bytes);
            List<SourceFile> readBack = MetainfoParser.parse(bytes).files().stream()
                    .map(f -> new SourceFile(f.path().subList(1, 3), f.length(), f.executable()))
                    .toList();
            assertThat(readBack).as("seed %d", seed).isEqualTo(files);
        }
    }

    @Test
    void write_whenNotPrivateAny_shouldLeaveTheKeyOut() throws MetainfoException {
        MetainfoWriter writer = MetainfoWriter.singleFile("n", 1).pieces(1, Samples.hashes(1));
        byte[] plain = writer.write();
        byte[] changedTwice = writer.privateTorrent(true).privateTorrent(false).write();
        assertThat(changedTwice).isEqualTo(plain);
    }

    @Test
    void write_whenThereIsOneTracker_shouldWriteAnnounceOnly() throws MetainfoException {
        byte[] bytes = MetainfoWriter.singleFile("n", 1)
                .pieces(1, Samples.hashes(1))
                .trackers(List.of(List.of(), List.of("http://a")))
                .write();
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("8:announce8:http://a")
                .doesNotContain("announce-list");
    }

    @Test
    void write_whenTheParserWouldRefuse_shouldRefuse() {
        assertThatThrownBy(() -> MetainfoWriter.singleFile("a", 2)
                        .pieces(1, Samples.hashes(1))
                        .write())
                .isInstanceOf(MetainfoException.class);
        assertThatThrownBy(() -> MetainfoWriter.singleFile("a", 1).write()).isInstanceOf(MetainfoException.class);
        assertThatThrownBy(() -> MetainfoWriter.multiFile("a", List.of())
                        .pieces(1, new byte[0])
                        .write())
                .isInstanceOf(MetainfoException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceFile(List.of(), 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceFile(List.of("a"), -1, false));
    }

    @Test
    void recommend_whenAnyLength_shouldGiveAPowerOfTwoAndFewPieces() {
        assertThat(PieceSizes.recommend(0)).isEqualTo(PieceSizes.MIN_BYTES);
        assertThat(PieceSizes.recommend(1L << 30)).isEqualTo(1 << 20);
        assertThat(PieceSizes.recommend(1L << 40)).isEqualTo(PieceSizes.MAX_BYTES);
        for (long total = 1; total <= Limits.TOTAL_BYTES / 2; total *= 2) {
            int size = PieceSizes.recommend(total);
            assertThat(Integer.bitCount(size)).isEqualTo(1);
            assertThat(size).isBetween(PieceSizes.MIN_BYTES, Limits.PIECE_BYTES);
            assertThat(total / size).isLessThanOrEqualTo(Limits.PIECES);
            assertThat(total / size <= 2_048 || size >= PieceSizes.MAX_BYTES).isTrue();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> PieceSizes.recommend(-1));
    }
}
