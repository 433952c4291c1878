package org.torrent.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.SafeText;
import org.torrent.front.text.Links;
import org.torrent.model.UrlText;
import org.torrent.model.metainfo.Metainfo;

/** One torrent with all that its metadata says, for people. */
public final class TorrentLines {
    private TorrentLines() {}

    /** Lines of {@code torrent:info}. */
    public static List<String> of(TorrentHandle torrent) {
        List<String> lines = new ArrayList<>(figures(torrent.snapshot()));
        torrent.metainfo().ifPresent(metainfo -> addLines(lines, metainfo));
        return lines.stream().map(SafeText::safe).toList();
    }

    private static void addLines(List<String> lines, Metainfo metainfo) {
        lines.add("piece size   " + Human.bytes(metainfo.layout().pieceBytes()));
        lines.add("files        " + metainfo.files().size());
        lines.add("private      " + (metainfo.isPrivate() ? "yes" : "no"));
        metainfo.comment().ifPresent(comment -> lines.add("comment      " + comment));
        metainfo.createdBy().ifPresent(program -> lines.add("created by   " + program));
        metainfo.creationDate().ifPresent(date -> lines.add("created      " + date));
        metainfo.trackers()
                .forEach(tier -> lines.add("trackers     "
                        + tier.stream().map(UrlText::withoutUserInfo).collect(Collectors.joining(" "))));
        metainfo.webSeeds().forEach(url -> lines.add("web seed     " + UrlText.withoutUserInfo(url)));
        metainfo.warnings().forEach(warning -> lines.add("warning      " + warning));
        lines.add("magnet       " + Links.magnet(metainfo));
    }

    private static List<String> figures(TorrentSnapshot torrent) {
        List<String> lines = new ArrayList<>();
        lines.add("name         " + torrent.name());
        lines.add("info hash    " + torrent.id().infoHash());
        lines.add("number       " + torrent.number());
        lines.add("state        " + TorrentRows.state(torrent));
        lines.add("directory    " + torrent.directory());
        torrent.label().ifPresent(label -> lines.add("label        " + label));
        lines.add("done         " + Human.percent(torrent.doneBytes(), torrent.wantedBytes()) + ", "
                + Human.bytes(torrent.doneBytes()) + " of " + Human.bytes(torrent.wantedBytes()) + " wanted, "
                + Human.bytes(torrent.totalBytes()) + " in all");
        lines.add("pieces       " + torrent.piecesDone() + " verified, " + torrent.piecesDurable() + " durable, of "
                + (torrent.pieceCount() < 0 ? "?" : torrent.pieceCount()));
        lines.add("rates        " + Human.rate(torrent.downloadRate()) + " down, " + Human.rate(torrent.uploadRate())
                + " up, ETA " + TorrentRows.eta(torrent));
        lines.add("transferred  " + Human.bytes(torrent.downloadedBytes()) + " down, "
                + Human.bytes(torrent.uploadedBytes()) + " up, " + Human.bytes(torrent.wastedBytes()) + " wasted");
        lines.add("peers        " + torrent.peers() + " connected (" + torrent.seeds() + " complete), "
                + torrent.knownPeers() + " known");
        return lines;
    }
}
