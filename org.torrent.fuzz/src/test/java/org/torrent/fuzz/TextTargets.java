package org.torrent.fuzz;

import java.util.List;
import java.util.Map;
import org.torrent.console.args.FileIndexes;
import org.torrent.console.text.SafeText;
import org.torrent.front.json.Json;
import org.torrent.front.text.UnsafeCharacters;
import org.torrent.model.Limits;
import picocli.CommandLine.TypeConversionException;

/** Text from outside on its way to a terminal or a program, and numbers of files on their way in. */
final class TextTargets {
    private TextTargets() {}

    /** Nothing a terminal obeys comes out, and JSON says what went in. */
    static void shown(String text) {
        checkSafe(SafeText.safe(text));
        checkSafe(SafeText.safe(text, 20));
        checkSafe(SafeText.oneLine(text));
        checkSafe(org.torrent.tracker.Text.clean(text));
        checkSafe(org.torrent.http.Text.clean(text));
        String json = Json.write(List.of(Map.of("key", text)));
        checkSafe(json);
        Check.that(json.startsWith("[{\"key\":\"") && json.endsWith("\"}]"), "the document");
        Check.equal(unescaped(json.substring(9, json.length() - 3)), text, "JSON");
    }

    private static void checkSafe(String text) {
        Check.that(text.codePoints().noneMatch(UnsafeCharacters::contain), "shows what is not safe: " + text);
    }

    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            Check.that(c != '"', "a quote that is not escaped");
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> {
                    Check.that(escaped == '"' || escaped == '\\', "an unknown escape");
                    text.append(escaped);
                }
            }
        }
        return text.toString();
    }

    /** Numbers in order, each once. */
    static void fileNumbers(String text) {
        List<Integer> numbers;
        try {
            numbers = new FileIndexes.Converter().convert(text).indexes();
        } catch (TypeConversionException e) {
            return;
        }
        int before = -1;
        for (int number : numbers) {
            Check.that(number > before && number < Limits.PIECES, "numbers in order");
            before = number;
        }
    }
}
