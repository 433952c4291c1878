package org.torrent.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrent.front.Samples;

class JsonTest {
    @Test
    void write_whenNested_shouldKeepOrderAndTypes() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("z", 1);
        document.put("a", Arrays.asList(true, null, -2.5, "x", List.of()));
        document.put("m", Map.of());
        assertThat(Json.write(document)).isEqualTo("{\"z\":1,\"a\":[true,null,-2.5,\"x\",[]],\"m\":{}}");
    }

    @Test
    void write_whenTextNeedsEscapes_shouldEscape() {
        assertThat(Json.write("\"\\/\b\f\n\r\t\u001B")).isEqualTo("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u001b\"");
    }

    @Test
    void write_whenNameIsHostile_shouldEscapeWhatATerminalWouldObey() {
        assertThat(Json.write(Samples.HOSTILE)).isEqualTo("\"a\\u001b[2Jb\\nc\\u202ed\\u0007e\\u009bf\"");
    }

    @Test
    void write_whenCharactersAreBeyondTheBasicPlane_shouldStayWhole() {
        assertThat(Json.write("😀")).isEqualTo("\"😀\"");
        assertThat(Json.write("\uDBFF\uDFFF")).isEqualTo("\"\\udbff\\udfff\"");
        assertThat(Json.write("\uD800")).isEqualTo("\"\\ud800\"");
    }

    @Test
    void write_whenNumberHasNoJsonForm_shouldWriteNull() {
        assertThat(Json.write(Double.NaN)).isEqualTo("null");
        assertThat(Json.write(Float.POSITIVE_INFINITY)).isEqualTo("null");
        assertThat(Json.write(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    }
}
