package org.torrent.console.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quotes what means something to Gogo but can only be meant literally: magnet links and URLs (with {@code &} and
 * {@code ?}) and IPv6 addresses in brackets. For lines that a program writes; on a terminal people quote themselves.
 */
final class Quoting {
    private static final Pattern LITERAL = Pattern.compile(
            "(?<=\\s)(magnet:\\?[^\\s'\"]+|https?://[^\\s'\"]+|\\[[0-9A-Fa-f:.]+(%\\w+)?]:[0-9]+)(?=\\s|$)");

    private Quoting() {}

    static String quote(String line) {
        return LITERAL.matcher(line).replaceAll(match -> Matcher.quoteReplacement("'" + match.group() + "'"));
    }
}
