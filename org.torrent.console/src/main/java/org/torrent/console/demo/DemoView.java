package org.torrent.console.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.torrent.console.transfer.DownloadJob;
import org.torrent.console.transfer.LineView;
import org.torrent.console.transfer.ProgressView;

/** Plain lines, indented; looks often, because the demo acts on what it sees. */
final class DemoView implements ProgressView {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final LineView lines;

    DemoView(PrintStream out) {
        this.lines = new LineView(out);
    }

    @Override
    public Duration interval() {
        return LOOK;
    }

    @Override
    public void listening(String address) {
        // only the seeder is dialled
    }

    @Override
    public void update(List<DownloadJob> downloads, long nowNanos) {
        lines.update(downloads, nowNanos);
    }

    @Override
    public void line(String text) {
        lines.line(text);
    }

    @Override
    public void close() {
        lines.close();
    }
}
