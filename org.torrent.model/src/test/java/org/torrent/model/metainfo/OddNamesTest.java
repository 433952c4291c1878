package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.Limits;

/** Names that would lead out of the torrent's directory, or are illegal somewhere: mapped, told, never refused. */
class OddNamesTest {
    private static final int WIDTH = 255;

    private static List<String> mapped(List<String> path) throws MetainfoException {
        return only(path).path();
    }

    private static FileEntry only(List<String> path) throws MetainfoException {
        return torrent(path).files().get(0);
    }

    private static Metainfo torrent(List<String> path) throws MetainfoException {
        return Samples.parse(Samples.multiInfo(List.of(Map.of("length", 10, "path", path))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", ".", "", "a\\b", "\\\\server", "C:", "c:x", "nul\u0000", "../../etc/passwd", "/etc", "/"})
    void parse_whenANameWouldLeaveTheDirectory_shouldStayInItAndSaySo(String name) throws MetainfoException {
        for (List<String> path : List.of(List.of(name), List.of(name, "a"), List.of("a", name))) {
            Metainfo torrent = torrent(path);
            FileEntry file = torrent.files().get(0);
            assertInside(file, "dir");
            assertThat(file.renamed()).isTrue();
            assertThat(file.rawPath().subList(1, file.rawPath().size())).isEqualTo(path);
            assertThat(torrent.warnings()).singleElement().asString().contains("file 0", "is stored as");
        }
    }

    @Test
    void parse_whenNamesAreDropped_shouldKeepTheOthers() throws MetainfoException {
        assertThat(mapped(List.of("..", "a", ".", "", "b"))).containsExactly("dir", "a", "b");
        assertThat(mapped(List.of("/", "etc", "passwd"))).containsExactly("dir", "etc", "passwd");
        assertThat(mapped(List.of("..", ".."))).containsExactly("dir", "_");
        Metainfo two = Samples.parse(Samples.multiInfo("../a", "a", "..", "."));
        assertThat(two.files()).extracting(file -> file.path().get(1)).containsExactly("a", "a.1", "_", "_.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "/", "\\"})
    void parse_whenTheTorrentsNameIsDropped_shouldGoByItsHash(String name) throws MetainfoException {
        for (Map<String, Object> info : List.of(Samples.singleInfo(), Samples.multiInfo("a"))) {
            info.put("name", name);
            Metainfo torrent = Samples.parse(info);
            assertThat(torrent.name()).isEqualTo(torrent.id().infoHash().hex());
            assertThat(torrent.files().get(0).path()).startsWith(torrent.name());
            assertThat(torrent.warnings()).singleElement().asString().contains("is stored as");
        }
    }

    @Test
    void parse_whenTheTorrentHasNoUsableName_shouldTakeTheOtherOrGoByItsHash() throws MetainfoException {
        Map<String, Object> info = Samples.singleInfo();
        info.put("name.utf-8", List.of("x"));
        assertThat(Samples.parse(info).name()).isEqualTo("file.bin");
        for (Object wrong : new Object[] {5, List.of(), null}) {
            info.remove("name.utf-8");
            info.put("name", wrong);
            info.values().removeIf(java.util.Objects::isNull);
            Metainfo torrent = Samples.parse(info);
            assertThat(torrent.name()).isEqualTo(torrent.id().infoHash().hex());
        }
    }

    @Test
    void parse_whenTheUtf8PathIsNoPath_shouldTakeTheOther() throws MetainfoException {
        Map<String, Object> file = Samples.file(10, "x");
        for (Object wrong : List.of("y", 5, List.of(List.of("y")), Map.of())) {
            file.put("path.utf-8", wrong);
            assertThat(Samples.parse(Samples.multiInfo(List.of(file)))
                            .files()
                            .get(0)
                            .path())
                    .containsExactly("dir", "x");
        }
    }

    @Test
    void parse_whenALinkHasALengthOrNoTarget_shouldNeverMakeALink() throws MetainfoException {
        Map<String, Object> link = new HashMap<>(Samples.file(7, "link"));
        link.put("attr", "l");
        link.put("symlink path", List.of("..", "..", "etc"));
        Metainfo torrent = Samples.parse(Samples.multiInfo(List.of(link, Samples.file(10, "a"))));
        assertThat(torrent.files().get(0).symlink()).isTrue();
        assertThat(torrent.layout().totalBytes()).isEqualTo(10);
        link.remove("symlink path");
        torrent = Samples.parse(Samples.multiInfo(List.of(link, Samples.file(10, "a"))));
        assertThat(torrent.files().get(0).symlink()).isFalse();
        assertThat(torrent.layout().totalBytes()).isEqualTo(17);
    }

    @Test
    void parse_whenTheNameIsVeryLong_shouldKeepItsExtension() throws MetainfoException {
        FileEntry file = only(List.of("x".repeat(Limits.RAW_NAME_BYTES + 1) + ".flac"));
        assertInside(file, "dir");
        assertThat(file.path().get(1))
                .hasSize(Limits.NAME_BYTES)
                .startsWith("xxx")
                .endsWith(".flac");
        assertThat(file.rawPath().get(1))
                .hasSizeLessThanOrEqualTo(Limits.RAW_NAME_BYTES)
                .endsWith("x.flac");
    }

    @Test
    void parse_whenThePathIsTooDeep_shouldMakeTheRestOneDirectory() throws MetainfoException {
        List<String> path = new ArrayList<>(Collections.nCopies(Limits.PATH_DEPTH - 1, "d"));
        path.add("file");
        assertThat(only(path).renamed()).isFalse();
        path.addAll(99, Collections.nCopies(100_000, "e"));
        List<String> deep = mapped(path);
        assertThat(deep).hasSize(1 + Limits.PATH_DEPTH).endsWith("file");
        assertThat(deep.get(99)).matches("~[0-9a-f]{10}");
        path.set(500, "f");
        assertThat(mapped(path).get(99)).isNotEqualTo(deep.get(99));
    }

    @Test
    void parse_whenThePathIsTooLong_shouldKeepItsStartAndItsName() throws MetainfoException {
        List<String> wide = new ArrayList<>(Collections.nCopies(10, "w".repeat(WIDTH)));
        wide.add("file.txt");
        FileEntry file = only(wide);
        assertInside(file, "dir");
        assertThat(file.path().subList(1, 4)).isEqualTo(wide.subList(0, 3));
        assertThat(file.path()).endsWith("file.txt");
        wide.set(10, "other.txt");
        assertThat(mapped(wide).subList(0, file.path().size() - 1))
                .isEqualTo(file.path().subList(0, file.path().size() - 1));
    }

    @Test
    void parse_whenNamesAreAnything_shouldGiveEachFileItsOwnPlaceInside() throws MetainfoException {
        String nasty = "./\\: CON\u202e\u0000\ufffd\u00e9aA";
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Object> files = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                List<String> path = new ArrayList<>();
                for (int depth = random.nextInt(4); depth >= 0; depth--) {
                    path.add(word(nasty, random));
                }
                files.add(Map.of("length", 1, "path", path));
            }
            Map<String, Object> info = Samples.multiInfo(files);
            info.put("name", word(nasty, random));
            Metainfo torrent = Samples.parse(info);
            torrent.files().forEach(file -> assertInside(file, torrent.name()));
            assertThat(new HashSet<>(
                            torrent.files().stream().map(FileEntry::path).toList()))
                    .as("seed %d", seed)
                    .hasSize(20);
            assertThat(Samples.parse(info).files()).isEqualTo(torrent.files());
        }
    }

    private static String word(String letters, Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static void assertInside(FileEntry file, String root) {
        Path directory = Path.of("/save", root);
        Path path = Path.of("/save").resolve(String.join("/", file.path()));
        assertThat(directory.getNameCount()).isEqualTo(2);
        assertThat(path.normalize()).isEqualTo(path).startsWithRaw(directory).isNotEqualTo(directory);
        assertThat(path.getNameCount()).isEqualTo(1 + file.path().size());
        int bytes = file.path().stream()
                .mapToInt(name -> 1 + FileNames.utf8Length(name))
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(Limits.PATH_BYTES);
    }
}
