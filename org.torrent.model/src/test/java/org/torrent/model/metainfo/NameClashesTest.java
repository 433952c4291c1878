package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrent.model.Limits;

class NameClashesTest {
    private static List<String> paths(String... raw) throws MetainfoException {
        return Samples.parse(Samples.multiInfo(raw)).files().stream()
                .map(file -> String.join("/", file.path().subList(1, file.path().size())))
                .toList();
    }

    @Test
    void parse_whenPathsAreEqual_shouldRenameTheLaterOnes() throws MetainfoException {
        assertThat(paths("a.txt", "a.txt", "b/a.txt", "a.txt"))
                .containsExactly("a.txt", "a.1.txt", "b/a.txt", "a.2.txt");
    }

    @Test
    void parse_whenPathsDifferInCaseOrFormOnly_shouldRenameTheLaterOnes() throws MetainfoException {
        assertThat(paths("Dir/A", "dir/a", "caf\u00e9", "cafe\u0301", "stra\u00dfe", "STRASSE"))
                .containsExactly("Dir/A", "dir/a.1", "caf\u00e9", "cafe\u0301.1", "stra\u00dfe", "STRASSE.1");
    }

    @Test
    void parse_whenPathsDifferInInvisibleCharactersOrTheOrderOfMarks_shouldRenameTheLaterOnes()
            throws MetainfoException {
        assertThat(paths("ab", "a\u200db", "\u03b1\u0345\u0301", "\u03b1\u0301\u0345"))
                .containsExactly("ab", "a\u200db.1", "\u03b1\u0345\u0301", "\u03b1\u0301\u0345.1");
    }

    @Test
    void parse_whenAsManyPathsAreEqualAsMayBe_shouldNumberThemAll() throws MetainfoException {
        List<Object> files = new ArrayList<>();
        for (int i = 0; i <= Limits.DUPLICATE_NAMES; i++) {
            files.add(Samples.file(1, "same"));
        }
        Metainfo torrent = Samples.parse(Samples.multiInfo(files));
        assertThat(new HashSet<>(torrent.files().stream().map(FileEntry::path).toList()))
                .hasSize(files.size())
                .contains(List.of("dir", "same." + Limits.DUPLICATE_NAMES));
    }

    @Test
    void parse_whenMappingMakesPathsEqual_shouldRenameTheLaterOnes() throws MetainfoException {
        assertThat(paths("a_", "a.", "a\u0001")).containsExactly("a_", "a_.1", "a_.2");
    }

    @Test
    void parse_whenTheNewNameIsTakenByALaterFile_shouldTryTheNext() throws MetainfoException {
        assertThat(paths("a", "a", "a.1", "A.2/x")).containsExactly("a", "a.3", "a.1", "A.2/x");
    }

    @Test
    void parse_whenAFileIsWhereADirectoryIs_shouldRenameTheFile() throws MetainfoException {
        assertThat(paths("a", "A/b", "c/d/e", "c/d")).containsExactly("a.1", "A/b", "c/d/e", "c/d.1");
    }

    @Test
    void parse_whenRenamed_shouldKeepTheRawPathAndSaySo() throws MetainfoException {
        Metainfo torrent = Samples.parse(Samples.multiInfo("a", "a"));
        FileEntry second = torrent.files().get(1);
        assertThat(second.renamed()).isTrue();
        assertThat(second.rawPath()).containsExactly("dir", "a");
        assertThat(torrent.files().get(0).renamed()).isFalse();
        assertThat(torrent.warnings())
                .singleElement()
                .asString()
                .contains("file 1")
                .contains("a.1");
    }

    @Test
    void parse_whenPaddingFilesShareAPath_shouldLeaveThemAlone() throws MetainfoException {
        Map<String, Object> padding = new HashMap<>(Samples.file(5, ".pad/5"));
        padding.put("attr", "p");
        Metainfo torrent =
                Samples.parse(Samples.multiInfo(List.of(Samples.file(1, "a"), padding, Samples.file(1, "b"), padding)));
        assertThat(torrent.files()).noneMatch(FileEntry::renamed);
    }

    @Test
    void parse_whenTooManyPathsAreTaken_shouldRefuse() throws MetainfoException {
        List<Object> files = new ArrayList<>();
        for (int i = 0; i <= Limits.DUPLICATE_NAMES; i++) {
            files.add(Samples.file(1, "n" + i));
            files.add(Samples.file(1, "N" + i));
        }
        assertThatThrownBy(() -> Samples.parse(Samples.multiInfo(files)))
                .isInstanceOf(MetainfoException.class)
                .hasMessageContaining("more than 500");
        assertThat(Samples.parse(Samples.multiInfo(files.subList(0, 2 * Limits.DUPLICATE_NAMES))))
                .isNotNull();
    }

    @Test
    void parse_whenEveryNewNameIsTaken_shouldRefuse() {
        List<Object> files = new ArrayList<>(List.of(Samples.file(1, "a"), Samples.file(1, "a")));
        for (int i = 1; i <= 2 * Limits.DUPLICATE_NAMES; i++) {
            files.add(Samples.file(1, "a." + i));
        }
        assertThatThrownBy(() -> Samples.parse(Samples.multiInfo(files)))
                .isInstanceOf(MetainfoException.class)
                .hasMessageContaining("no free name");
    }

    @Test
    void parse_whenPathsAreRandom_shouldGiveEachFileItsOwnPlace() throws MetainfoException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String[] raw = new String[20];
            for (int i = 0; i < raw.length; i++) {
                raw[i] =
                        "aAbB_".charAt(random.nextInt(5)) + (random.nextBoolean() ? "" : "/" + random.nextInt(3)) + "x";
            }
            assertDistinct(paths(raw), seed);
        }
    }

    private static void assertDistinct(List<String> paths, int seed) {
        Set<String> files = new HashSet<>();
        Set<String> directories = new HashSet<>();
        for (String path : paths) {
            String folded = path.toLowerCase(Locale.ROOT);
            assertThat(files.add(folded)).as("seed %d: %s", seed, paths).isTrue();
            for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
                directories.add(folded.substring(0, slash));
            }
        }
        assertThat(files).as("seed %d", seed).doesNotContainAnyElementsOf(directories);
    }
}
