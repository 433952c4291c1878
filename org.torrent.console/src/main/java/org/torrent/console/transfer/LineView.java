package org.torrent.console.transfer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.console.Limits;
import org.torrent.console.text.Human;
import org.torrent.console.text.SafeText;
import org.torrent.console.view.TorrentRows;

/** Plain lines, for what is not a terminal: one per torrent when something changed, at most one a second. */
public final class LineView implements ProgressView {
    private final PrintStream out;
    private final Map<DownloadJob, String> shown = new HashMap<>();
    private final Map<DownloadJob, Long> shownNanos = new HashMap<>();

    /** Prints to this stream. */
    public LineView(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Limits.LINE_INTERVAL;
    }

    @Override
    public void listening(String address) {
        line("listening on " + address);
    }

    @Override
    public void update(List<DownloadJob> downloads, long nowNanos) {
        for (DownloadJob download : downloads) {
            Long last = shownNanos.get(download);
            if (last == null || nowNanos - last >= Limits.LINE_INTERVAL.toNanos()) {
                download.snapshot().ifPresent(torrent -> show(download, describe(torrent), nowNanos));
            }
        }
    }

    private void show(DownloadJob download, String text, long nowNanos) {
        if (!text.equals(shown.put(download, text))) {
            shownNanos.put(download, nowNanos);
            line(text);
        }
    }

    /** While seeding, only what changes rarely: a line a second for ever is no use. */
    static String describe(TorrentSnapshot torrent) {
        JobProgress progress = JobProgress.of(List.of(torrent));
        String start = torrent.name() + ": " + TorrentRows.state(torrent);
        if (torrent.state() == TorrentState.METADATA) {
            return start + ", " + Human.count(torrent.peers(), "peer");
        }
        if (torrent.state() != TorrentState.DOWNLOADING) {
            return start + ", " + progress.sizes() + ", " + Human.count(torrent.peers(), "peer");
        }
        return String.join(
                ", ",
                start + " " + progress.percent(),
                progress.sizes(),
                progress.rates(),
                Human.count(torrent.peers(), "peer"),
                progress.eta());
    }

    @Override
    public void line(String text) {
        out.println(SafeText.safe(text));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
