package org.torrent.console.cli;

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

    /** Shells export this rarely; 80 columns are everywhere. */
    private static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }
}
