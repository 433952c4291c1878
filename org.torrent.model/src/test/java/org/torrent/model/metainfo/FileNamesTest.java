package org.torrent.model.metainfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.model.Limits;

class FileNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b.txt",
                ".hidden",
                "..a",
                "...a",
                "caf\u00e9",
                "\u65e5\u672c",
                "What?.mp3",
                "ab: c",
                "console",
                "COM",
                "COM10",
                "lpt",
                "\ud83d\ude00\u200d",
                "_",
                "-rf",
                "~",
                "a\u0301"
            })
    void safe_whenTheNameIsFine_shouldKeepIt(String name) {
        assertThat(FileNames.safe(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "a., a_",
        "'a ', a_",
        "'a. .', a___",
        "..., ___",
        "' ', _",
        "'.. ', ___",
        "CON, _CON",
        "con.txt, _con.txt",
        "'Aux .tar.gz', '_Aux .tar.gz'",
        "nul, _nul",
        "COM1, _COM1",
        "lpt\u00b9.x, _lpt\u00b9.x",
        "CONIN$, _CONIN$",
        "a\u0007b, a_b",
        "a\u001b[2Jb, a_[2Jb",
        "a\u0085b, a_b",
        "a\u007f, a_",
        "evil\u202Egpj.exe, evil_gpj.exe",
        "..\u200E, .._",
        "\uFEFFa, _a",
        "\uFFFD.\uFFFD, _._"
    })
    void safe_whenTheNameIsIllegalSomewhere_shouldMapIt(String name, String expected) {
        assertThat(FileNames.safe(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "\\", "//", "\\\\/"})
    void safe_whenTheNameIsOnlyAWayElsewhere_shouldDropIt(String name) {
        assertThat(FileNames.safe(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a_b",
        "a\\b, a_b",
        "/etc/passwd, _etc_passwd",
        "../../etc/passwd, .._.._etc_passwd",
        "\\\\server\\share, __server_share",
        "C:, C_",
        "z:x, z_x",
        "C:\\Windows, C__Windows",
        "'a\u0000', a_",
        "'\u0000', _"
    })
    void safe_whenTheNameLeavesItsDirectory_shouldReplaceWhatDoes(String name, String expected) {
        assertThat(FileNames.safe(name)).isEqualTo(expected);
    }

    @Test
    void safe_whenTheNameIsTooLong_shouldShortenItStably() {
        String first = FileNames.safe("\u65e5".repeat(200) + "1.flac");
        String second = FileNames.safe("\u65e5".repeat(200) + "2.flac");
        assertThat(first).startsWith("\u65e5\u65e5").endsWith(".flac").isNotEqualTo(second);
        assertThat(FileNames.utf8Length(first)).isBetween(Limits.NAME_BYTES - 2, Limits.NAME_BYTES);
        assertThat(FileNames.safe("\u65e5".repeat(200) + "1.flac")).isEqualTo(first);
        String exact = "x".repeat(Limits.NAME_BYTES);
        assertThat(FileNames.safe(exact)).isEqualTo(exact);
        assertThat(FileNames.safe(exact + "x")).hasSize(Limits.NAME_BYTES).startsWith("xxx");
    }

    @Test
    void safe_whenTheNameIsAnything_shouldBeLegalAndMapToItself() {
        Random random = new Random(11);
        String nasty = "./\\: CONAUX.\u202e\u0000\u0001\ufffd\u00e9\u65e5_~1";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(run % 50 == 0 ? 400 : 8); i >= 0; i--) {
                raw.append(nasty.charAt(random.nextInt(nasty.length())));
            }
            String safe = FileNames.safe(raw.toString());
            assertThat(FileNames.safe(safe)).isEqualTo(safe);
            if (safe.isEmpty()) {
                assertThat(raw.toString()).containsPattern("^([/\\\\]*|\\.\\.?)$");
            } else {
                assertLegal(safe);
            }
        }
    }

    private static void assertLegal(String name) {
        assertThat(name).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", "\u0000", "\u202e", "\u0001");
        assertThat(name).doesNotContainPattern("^[A-Za-z]:").doesNotEndWith(".").doesNotEndWith(" ");
        assertThat(FileNames.utf8Length(name)).isLessThanOrEqualTo(Limits.NAME_BYTES);
    }
}
