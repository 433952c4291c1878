package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrent.model.InfoHash;
import org.torrent.model.PieceHasher;
import org.torrent.model.PieceHashing;
import org.torrent.model.PieceLayout;
import org.torrent.model.PieceVerifier;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.Bencode;

class MetainfoParserTest {
    @Test
    void parse_whenSingleFile_shouldReadItAll() throws MetainfoException {
        Metainfo torrent = Samples.parse(Samples.singleInfo());
        assertThat(torrent.name()).isEqualTo("file.bin");
        assertThat(torrent.layout()).isEqualTo(new PieceLayout(100, 30));
        assertThat(torrent.isMultiFile()).isFalse();
        assertThat(torrent.isPrivate()).isFalse();
        assertThat(torrent.trackers()).containsExactly(List.of(Samples.TRACKER));
        assertThat(torrent.files())
                .containsExactly(
                        new FileEntry(0, List.of("file.bin"), List.of("file.bin"), 0, 100, false, false, false));
        assertThat(torrent.warnings()).isEmpty();
    }

    @Test
    void parse_whenSeveralFiles_shouldLayThemOutUnderTheName() throws MetainfoException {
        Metainfo torrent = Samples.parse(Samples.multiInfo("a", "b/c"));
        assertThat(torrent.isMultiFile()).isTrue();
        assertThat(torrent.layout().totalBytes()).isEqualTo(20);
        assertThat(torrent.files())
                .extracting(FileEntry::path)
                .containsExactly(List.of("dir", "a"), List.of("dir", "b", "c"));
        assertThat(torrent.files()).extracting(FileEntry::offset).containsExactly(0L, 10L);
        assertThat(torrent.files()).extracting(FileEntry::end).containsExactly(10L, 20L);
    }

    @Test
    void id_whenKeysAreUnsortedAndUnknown_shouldBeOverTheBytesAsTheyArrived() throws MetainfoException {
        String info = "d6:pieces20:AAAAAAAAAAAAAAAAAAAA4:name1:x1:zd1:b0:1:a0:e6:lengthi5e12:piece lengthi5ee";
        Metainfo torrent = MetainfoParser.parse(Bencode.bytes("d1:z0:4:info" + info + "e"));
        assertThat(torrent.id()).isEqualTo(TorrentId.of(Sha1.of(Bencode.bytes(info))));
        byte[] raw = new byte[info.length()];
        torrent.rawInfo().get(raw);
        assertThat(raw).isEqualTo(Bencode.bytes(info));
    }

    @Test
    void verifier_whenAskedForAPiece_shouldKnowItsHash() throws MetainfoException {
        Metainfo torrent = Samples.parse(Samples.singleInfo());
        byte[] third = Arrays.copyOfRange(Samples.hashes(4), 40, 60);
        PieceVerifier verifier = torrent.verifier();
        assertThat(((Sha1Pieces) verifier).hash(2)).isEqualTo(third);
        assertThat(verifier.matches(2, third)).isTrue();
        assertThat(verifier.matches(3, third)).isFalse();
        assertThat(verifier.matches(2, new byte[0])).isFalse();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> verifier.matches(4, third));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> verifier.matches(-1, third));
    }

    @Test
    void verifier_whenAHasherIsUsedAgain_shouldHashTheNextPieceAlone() {
        PieceHashing hashing = MetainfoWriter.hashing();
        PieceHasher first = hashing.hasher(0, null);
        first.update(ByteBuffer.wrap(new byte[] {1, 2}));
        first.update(ByteBuffer.wrap(new byte[] {3}));
        assertThat(first.finish()).isEqualTo(Sha1.of(new byte[] {1, 2, 3})).hasSize(hashing.hashBytes());
        PieceHasher second = hashing.hasher(1, first);
        assertThat(second).isSameAs(first);
        second.update(ByteBuffer.wrap(new byte[] {4}));
        assertThat(second.finish()).isEqualTo(Sha1.of(new byte[] {4}));
    }

    @Test
    void rawInfo_whenTheCallerChangesItsBytes_shouldStayTheSame() throws MetainfoException {
        byte[] file = Samples.torrent(Samples.singleInfo());
        Metainfo torrent = MetainfoParser.parse(file);
        ByteBuffer before = ByteBuffer.allocate(torrent.rawInfo().remaining()).put(torrent.rawInfo());
        Arrays.fill(file, (byte) 0);
        assertThat(torrent.rawInfo()).isEqualTo(before.flip());
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> torrent.rawInfo().put((byte) 0));
    }

    @Test
    void parseInfo_whenTheMetadataCameFromPeers_shouldEqualTheTorrentFile() throws MetainfoException {
        Metainfo fromFile = Samples.parse(Samples.multiInfo("a", "b"));
        byte[] raw = new byte[fromFile.rawInfo().remaining()];
        fromFile.rawInfo().get(raw);
        Metainfo fromPeers = MetainfoParser.parseInfo(raw, List.of(List.of("udp://t:1", ""), List.of()));
        assertThat(fromPeers).isEqualTo(fromFile);
        assertThat(fromPeers.files()).isEqualTo(fromFile.files());
        assertThat(fromPeers.trackers()).containsExactly(List.of("udp://t:1"));
    }

    @Test
    void parse_whenATrackerHasOddCharacters_shouldKeepThemForTheHttpClientToEscape() throws MetainfoException {
        Map<String, Object> torrent = outer();
        String odd = "http://my_tracker:6969/[a] b/announce.php?key=1|2|A";
        torrent.put("announce-list", List.of(List.of(odd), List.of("http://me:secret@h/a\r\nb")));
        Metainfo parsed = parse(torrent);
        assertThat(parsed.trackers()).containsExactly(List.of(odd));
        assertThat(parsed.warnings()).hasSize(1).allMatch(line -> !line.contains("secret"));
    }

    @Test
    void parse_whenThereIsAnAnnounceList_shouldIgnoreAnnounce() throws MetainfoException {
        Map<String, Object> torrent = outer();
        torrent.put("announce-list", List.of(List.of("http://a", "http://b"), List.of(), "http://c", List.of(5)));
        assertThat(parse(torrent).trackers()).containsExactly(List.of("http://a", "http://b"), List.of("http://c"));
        torrent.put("announce-list", List.of(List.of(" ")));
        assertThat(parse(torrent).trackers()).containsExactly(List.of(Samples.TRACKER));
    }

    @Test
    void parse_whenThereAreDetails_shouldReadThem() throws MetainfoException {
        Map<String, Object> torrent = outer();
        torrent.put("comment", "hello");
        torrent.put("created by", "someone");
        torrent.put("creation date", 1_000_000_000);
        torrent.put("url-list", "http://seed/");
        torrent.put("nodes", List.of(List.of("host", 1)));
        Metainfo parsed = parse(torrent);
        assertThat(parsed.comment()).contains("hello");
        assertThat(parsed.createdBy()).contains("someone");
        assertThat(parsed.creationDate()).contains(Instant.ofEpochSecond(1_000_000_000));
        assertThat(parsed.webSeeds()).containsExactly("http://seed/");
        torrent.put("url-list", List.of("http://1/", "http://2/"));
        assertThat(parse(torrent).webSeeds()).containsExactly("http://1/", "http://2/");
    }

    @ParameterizedTest
    @CsvSource({"'\n',0", "' \r\n\u0000',0", "second,1", "'\nd4:infodee',1"})
    void parse_whenBytesFollow_shouldTakeItAndWarnUnlessItIsWhiteSpace(String behind, int warnings)
            throws MetainfoException {
        byte[] file = Samples.torrent(Samples.singleInfo());
        byte[] longer = Bencode.bytes(new String(file, StandardCharsets.ISO_8859_1) + behind);
        Metainfo parsed = MetainfoParser.parse(longer);
        assertThat(parsed).isEqualTo(MetainfoParser.parse(file));
        assertThat(parsed.warnings()).hasSize(warnings);
    }

    @Test
    void parse_whenKeysComeTwice_shouldCountTheFirstAndKeepTheRawBytesOfInfo() throws MetainfoException {
        String info = "d6:lengthi010e06:lengthi20e4:name1:a4:name1:b12:piece lengthi16384e6:pieces020:" + "x".repeat(20)
                + "7:privatei1e7:privatei0ee";
        String file = "d7:comment5:first7:comment6:second4:info" + info + "4:infod4:name1:xee";
        Metainfo parsed = MetainfoParser.parse(Bencode.bytes(file));
        assertThat(parsed.comment()).contains("first");
        assertThat(parsed.name()).isEqualTo("a");
        assertThat(parsed.layout().totalBytes()).isEqualTo(10);
        assertThat(parsed.isPrivate()).isTrue();
        assertThat(parsed.rawInfo()).isEqualTo(ByteBuffer.wrap(Bencode.bytes(info)));
        assertThat(parsed.id().infoHash().bytes()).isEqualTo(Sha1.of(Bencode.bytes(info)));
        assertThat(parsed.warnings())
                .filteredOn(line -> line.endsWith("is there more than once, and the first counts"))
                .hasSize(5);
    }

    @Test
    void parse_whenASecondNameOrPathIsUnusable_shouldUseTheFirst() throws MetainfoException {
        for (Object bad : List.of(1, List.of(1), Map.of("a", 1), List.of())) {
            Map<String, Object> file = Samples.file(10, "a/b");
            file.put("path.utf-8", bad);
            Map<String, Object> info = Samples.multiInfo(List.of(file));
            info.put("name.utf-8", bad);
            Metainfo parsed = Samples.parse(info);
            assertThat(parsed.name()).isEqualTo("dir");
            assertThat(parsed.files().get(0).path()).containsExactly("dir", "a", "b");
        }
    }

    @Test
    void parse_whenAnOptionalValueHasTheWrongKind_shouldLeaveItOutAndSaySo() throws MetainfoException {
        Map<String, Object> torrent = outer();
        for (String key : List.of("announce", "announce-list", "url-list", "comment", "created by")) {
            torrent.put(key, Map.of("x", List.of(1)));
        }
        torrent.put("creation date", Long.MAX_VALUE);
        Metainfo parsed = parse(torrent);
        assertThat(parsed.trackers()).isEmpty();
        assertThat(parsed.comment()).isEmpty();
        assertThat(parsed.creationDate()).isEmpty();
        assertThat(parsed.warnings()).hasSize(6);
    }

    @Test
    void parse_whenPrivate_shouldSaySo() throws MetainfoException {
        Map<String, Object> info = Samples.singleInfo();
        info.put("private", 1);
        assertThat(Samples.parse(info).isPrivate()).isTrue();
        info.put("private", 0);
        assertThat(Samples.parse(info).isPrivate()).isFalse();
    }

    @Test
    void parse_whenHybrid_shouldUseVersion1AndKeepTheRest() throws MetainfoException {
        Map<String, Object> info = Samples.singleInfo();
        info.put("meta version", 2);
        info.put("file tree", Map.of("file.bin", Map.of("", Map.of("length", 100, "pieces root", new byte[32]))));
        Metainfo torrent = Samples.parse(info);
        assertThat(torrent.isHybrid()).isTrue();
        assertThat(torrent.layout().totalBytes()).isEqualTo(100);
        byte[] raw = new byte[torrent.rawInfo().remaining()];
        torrent.rawInfo().get(raw);
        assertThat(raw).isEqualTo(Bencode.encode(info));
    }

    @Test
    void id_whenHybrid_shouldHoldBothHashes() throws Exception {
        Map<String, Object> info = Samples.singleInfo();
        info.put("meta version", 2);
        byte[] raw = Bencode.encode(info);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(raw);
        TorrentId id = Samples.parse(info).id();
        assertThat(id).isEqualTo(TorrentId.hybrid(InfoHash.of(Sha1.of(raw)), sha256));
        assertThat(InfoDigest.matches(id, raw)).isTrue();
        assertThat(InfoDigest.matches(TorrentId.v2(sha256), raw)).isTrue();
        assertThat(InfoDigest.matches(TorrentId.v1(id.infoHash()), raw)).isTrue();
        TorrentId other = TorrentId.hybrid(id.infoHash(), new byte[TorrentId.V2_LENGTH]);
        assertThat(InfoDigest.matches(other, raw)).isFalse();
        assertThat(InfoDigest.matches(id, new byte[] {'d', 'e'})).isFalse();
    }

    @Test
    void parse_whenFilesHaveAttributes_shouldReadThem() throws MetainfoException {
        Map<String, Object> executable = Samples.file(1, "run");
        executable.put("attr", "hx?");
        Map<String, Object> padding = new HashMap<>(Map.of("length", 9, "attr", "p"));
        Map<String, Object> link = new HashMap<>(Map.of("attr", "l", "path", List.of("link")));
        link.put("symlink path", List.of("..", "..", "etc", "passwd"));
        Metainfo torrent = Samples.parse(Samples.multiInfo(List.of(executable, padding, link)));
        FileEntry first = torrent.files().get(0);
        FileEntry second = torrent.files().get(1);
        FileEntry third = torrent.files().get(2);
        assertThat(first.executable()).isTrue();
        assertThat(first.onDisk()).isTrue();
        assertThat(second.padding()).isTrue();
        assertThat(second.onDisk()).isFalse();
        assertThat(second.path()).containsExactly("dir", ".pad", "9");
        assertThat(third.symlink()).isTrue();
        assertThat(third.length()).isZero();
        assertThat(third.onDisk()).isFalse();
    }

    @Test
    void parse_whenThereAreUtf8Keys_shouldPreferThem() throws MetainfoException {
        Map<String, Object> file = Samples.file(10, "x");
        file.put("path", List.of(new byte[] {(byte) 0xe9}));
        file.put("path.utf-8", List.of("\u00e9"));
        Map<String, Object> info = Samples.multiInfo(List.of(file));
        info.put("name.utf-8", "d\u00ef");
        assertThat(Samples.parse(info).files().get(0).path()).containsExactly("d\u00ef", "\u00e9");
    }

    @Test
    void parse_whenEveryFileIsEmpty_shouldGiveATorrentWithoutPieces() throws MetainfoException {
        Map<String, Object> info = Samples.multiInfo(List.of(Samples.file(0, "a"), Samples.file(0, "b")));
        info.put("pieces", "");
        Metainfo torrent = Samples.parse(info);
        assertThat(torrent.layout().pieceCount()).isZero();
        assertThat(torrent.files()).hasSize(2);
    }

    private static Map<String, Object> outer() {
        return new HashMap<>(Map.of("announce", Samples.TRACKER, "info", Samples.singleInfo()));
    }

    private static Metainfo parse(Map<String, Object> torrent) throws MetainfoException {
        return MetainfoParser.parse(Bencode.encode(torrent));
    }
}
