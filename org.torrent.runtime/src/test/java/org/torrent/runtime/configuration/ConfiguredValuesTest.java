package org.torrent.runtime.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredValuesTest {
    private static ConfiguredValues values(Map<String, ?> configured) {
        return new ConfiguredValues("org.example", configured);
    }

    @Test
    void number_whenOfAnyTypeOrText_shouldBeRead() {
        ConfiguredValues values = values(Map.of("a", 3, "b", 4L, "c", " 5 "));
        assertThat(values.number("a", 1, 0, 9)).isEqualTo(3);
        assertThat(values.number("b", 1, 0, 9)).isEqualTo(4);
        assertThat(values.number("c", 1, 0, 9)).isEqualTo(5);
        assertThat(values.number("d", 1, 0, 9)).isEqualTo(1);
        assertThat(values.wrong()).isEmpty();
    }

    @Test
    void number_whenWrong_shouldNamePidKeyAndBoundsAndUseTheDefault() {
        for (Object wrong : List.of("abc", -1, 10, "99999999999999999999", true)) {
            ConfiguredValues values = values(Map.of("loops", wrong));
            assertThat(values.number("loops", 2, 0, 9)).as("%s", wrong).isEqualTo(2);
            assertThat(values.wrong())
                    .extracting(WrongValue::toString)
                    .containsExactly("configuration org.example, loops: '" + wrong
                            + "' is wrong, must be a whole number from 0 to 9; the default is used");
        }
    }

    @Test
    void next_whenAValueIsWrong_shouldKeepTheOneBefore() {
        ConfiguredValues first = values(Map.of("slots", 7, "on", "false"));
        first.number("slots", 2, 0, 9);
        first.flag("on", true);
        ConfiguredValues second = first.next(Map.of("slots", "many", "on", "perhaps"));
        assertThat(second.number("slots", 2, 0, 9)).isEqualTo(7);
        assertThat(second.flag("on", true)).isFalse();
        assertThat(second.wrong()).extracting(WrongValue::key).containsExactly("slots", "on");
        ConfiguredValues third = second.next(Map.of());
        assertThat(third.number("slots", 2, 0, 9)).isEqualTo(2);
        assertThat(third.wrong()).isEmpty();
    }

    @Test
    void wrong_whenAKeyMeansNothing_shouldNameIt() {
        ConfiguredValues values = values(Map.of("slot", 7, "service.pid", "x", "felix.fileinstall.filename", "y"));
        values.number("slots", 2, 0, 9);
        assertThat(values.wrong())
                .extracting(WrongValue::toString)
                .containsExactly("configuration org.example, slot: there is no such key; known are slots");
    }

    @Test
    void wrong_whenItIsOfAPlugin_shouldNotMindWhatThatSaysOfItself() {
        Map<String, Object> configured = Map.of("torrent.adoption", "live", "slot", 7);
        ConfiguredValues plugin = ConfiguredValues.ofPlugin("org.example", configured);
        assertThat(plugin.wrong()).extracting(WrongValue::key).containsExactly("slot");
        assertThat(plugin.next(configured).wrong()).extracting(WrongValue::key).containsExactly("slot");
        assertThat(values(configured).wrong()).hasSize(2);
    }

    @Test
    void text_whenSeveral_shouldJoinThem() {
        ConfiguredValues values = values(Map.of("a", new String[] {"x", "y"}, "b", List.of("z")));
        assertThat(values.text("a", "", "", text -> text)).isEqualTo("x,y");
        assertThat(values.text("b", "", "", text -> text)).isEqualTo("z");
    }

    @Test
    void number_whenAnArrayOfPrimitives_shouldBeRead() {
        ConfiguredValues values = values(Map.of("a", new int[] {7}, "b", new long[] {1, 2}));
        assertThat(values.number("a", 1, 0, 9)).isEqualTo(7);
        assertThat(values.text("b", "", "", text -> text)).isEqualTo("1,2");
        assertThat(values.wrong()).isEmpty();
    }

    @Test
    void wrong_whenTextHasLineBreaksOrIsLong_shouldBeOneShortLine() {
        ConfiguredValues values = values(Map.of("a", "1\n2\u2028" + "x".repeat(5_000), "b\nc", 1));
        values.number("a", 1, 0, 9);
        assertThat(values.wrong()).hasSize(2).allSatisfy(wrong -> assertThat(wrong.toString())
                .hasSizeLessThan(500)
                .doesNotContain("\n", "\u2028"));
    }
}
