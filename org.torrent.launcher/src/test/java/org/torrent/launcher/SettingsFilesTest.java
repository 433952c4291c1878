package org.torrent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrent.options.EnvironmentVariable;
import org.torrent.options.Flag;
import org.torrent.options.RuntimeProperty;

/** The script and the settings that ship use properties and variables of the table only. */
class SettingsFilesTest {
    private static final Path RUN = Path.of("..", "run");
    private static final Pattern PROPERTY = Pattern.compile("(?:\\$\\{|-D)(torrent\\.[a-z.]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\bTORRENT_[A-Z_]+");

    @ParameterizedTest
    @ValueSource(
            strings = {"torrent", "conf/framework.properties", "conf/system.properties", "conf/logback.xml", "pom.xml"})
    void file_shouldNameKnownPropertiesOnly(String file) throws IOException {
        List<String> known = Stream.concat(
                        Stream.of(RuntimeProperty.values()).map(RuntimeProperty::key),
                        Stream.of(Flag.values()).flatMap(flag -> flag.property().stream()))
                .toList();
        assertThat(known).containsAll(matches(PROPERTY, file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"torrent", "conf/framework.properties", "conf/system.properties", "pom.xml"})
    void file_shouldNameKnownVariablesOnly(String file) throws IOException {
        assertThat(EnvironmentVariable.values())
                .extracting(EnvironmentVariable::key)
                .containsAll(matches(VARIABLE, file));
    }

    private static List<String> matches(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(RUN.resolve(file)))
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }
}
