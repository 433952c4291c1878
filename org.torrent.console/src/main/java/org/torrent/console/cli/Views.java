package org.torrent.console.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.torrent.console.transfer.BarView;
import org.torrent.console.transfer.JsonView;
import org.torrent.console.transfer.LineView;
import org.torrent.console.transfer.ProgressView;

/** Chooses how progress is shown. */
final class Views {
    private static final int DEFAULT_COLUMNS = 80;

    private Views() {}

    static ProgressView choose(CliContext context, boolean json) {
        if (json) {
            return new JsonView(context.out());
        }
        return context.terminal() ? new BarView(context.out(), columns()) : new LineView(context.out());
    }

    /** The width of the terminal on stdin, as {@code stty} tells; 80 columns where there is no stty. */
    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return answer.matches("[0-9]{1,4} [1-9][0-9]{1,3}")
                    ? Integer.parseInt(answer.substring(answer.indexOf(' ') + 1))
                    : DEFAULT_COLUMNS;
        } catch (IOException e) {
            return DEFAULT_COLUMNS;
        }
    }
}
