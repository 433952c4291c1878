package org.torrent.console.shell;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.torrent.console.Limits;
import org.torrent.fuzz.Check;

/** What programs pipe into the console. */
public final class ConsoleLinesFuzz {
    private ConsoleLinesFuzz() {}

    /** Every line comes, none is too long, and quoting adds nothing but quotes. */
    public static void read(byte[] input) throws InterruptedException {
        String text = new String(input, StandardCharsets.UTF_8);
        long expected = text.chars().filter(c -> c == '\n').count() + (text.isEmpty() || text.endsWith("\n") ? 0 : 1);
        long lines = 0;
        try (LineReader reader = LineReader.start(
                new ByteArrayInputStream(input), (message, cause) -> Check.that(false, message + cause))) {
            for (LineReader.Line line = reader.next(); !line.isEnd(); line = reader.next()) {
                lines++;
                Check.that(line.text().length() <= Limits.LINE_CHARS, "a line is too long");
                Check.that(line.text().indexOf('\n') < 0, "a line with two lines in it");
                String quoted = Quoting.quote(line.text().strip());
                Check.equal(quoted.replace("'", ""), line.text().strip().replace("'", ""), "quoted");
            }
        }
        Check.equal(lines, expected, "lines");
    }
}
