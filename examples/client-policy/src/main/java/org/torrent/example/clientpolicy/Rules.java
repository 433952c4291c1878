package org.torrent.example.clientpolicy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is configured, ready to be asked. Immutable. */
record Rules(List<Pattern> blocked, boolean showVerdicts) {
    static Rules of(ClientPolicyConfiguration configuration) {
        List<Pattern> patterns = Arrays.stream(configuration.blocked_clients())
                .map(Rules::pattern)
                .toList();
        return new Rules(patterns, configuration.show_verdicts());
    }

    private static Pattern pattern(String text) {
        String regex = Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    boolean blocks(String client) {
        return blocked.stream().anyMatch(pattern -> pattern.matcher(client).matches());
    }
}
