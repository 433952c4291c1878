package org.torrent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README, and the page for embedders, prints of a file of this repository is what is in the file, which the build compiles. */
class ReadmeTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern QUOTE =
            Pattern.compile("<!-- from (\\S+) -->\\n```\\w*\\n(.*?\\n)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/EMBEDDING.md"})
    void quotedFile_shouldSayTheSame(String page) throws IOException {
        List<MatchResult> quotes =
                QUOTE.matcher(Files.readString(TOP.resolve(page))).results().toList();

        assertThat(quotes).as("quotes of files, marked by <!-- from FILE -->").isNotEmpty();
        for (MatchResult quote : quotes) {
            assertThat(Files.readString(TOP.resolve(quote.group(1))))
                    .as("%s quotes %s: copy what changed", page, quote.group(1))
                    .contains(quote.group(2));
        }
    }
}
