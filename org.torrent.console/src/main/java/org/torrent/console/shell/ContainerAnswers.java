package org.torrent.console.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Whether a command of Gogo's own failed. Those that change bundles throw nothing: their answer is a text that has the reasons,
 * and none when all went well. Of several commands in one line nobody knows whose the answer is.
 */
final class ContainerAnswers {
    private static final Pattern LINE =
            Pattern.compile("(?:felix:)?(start|stop|update|uninstall|install|resolve)((?:\\s+[^\\s;|&(){}<>]+)*)");
    private static final String INSTALLED = "Bundle ID";

    private final BundleConverter bundles;

    /**
     * What an answer means.
     *
     * @param failure in one line; empty when it did not fail, or nobody knows
     * @param shown what else it said; null for nothing
     */
    record Meaning(String failure, Object shown) {}

    /** The converter knows which bundle a word means. */
    ContainerAnswers(BundleConverter bundles) {
        this.bundles = bundles;
    }

    /** What a line was answered with; null for nothing. */
    Meaning read(String line, Object answer) {
        Matcher command = LINE.matcher(line);
        if (!command.matches()) {
            return new Meaning("", answer);
        }
        String[] words = command.group(2).isBlank()
                ? new String[0]
                : command.group(2).strip().split("\\s+");
        if (command.group(1).equals("resolve")) { // its text says the contrary of what it means
            return new Meaning(unresolved(words), null);
        }
        String text = answer instanceof CharSequence given ? given.toString().strip() : "";
        if (command.group(1).equals("install") && text.startsWith(INSTALLED)) {
            return new Meaning(missing(text, words.length), answer);
        }
        String failure = text.lines().map(String::strip).collect(Collectors.joining("; "));
        return new Meaning(failure, failure.isEmpty() ? answer : null);
    }

    /** When some are installed it says which, and nothing of the others. */
    private static String missing(String text, int wanted) {
        int left = wanted - text.split(",").length;
        return left <= 0 ? "" : left + " of " + wanted + " are not installed: try each by itself";
    }

    private String unresolved(String[] words) {
        if (words.length == 0) {
            return "name the bundles to resolve";
        }
        String left = Stream.of(words)
                .map(word -> (Bundle) bundles.convert(Bundle.class, word))
                .filter(bundle -> bundle != null && bundle.getState() == Bundle.INSTALLED)
                .map(bundle -> bundle.getBundleId() + " " + bundle.getSymbolicName())
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? "" : "these bundles can't be resolved: " + left;
    }
}
