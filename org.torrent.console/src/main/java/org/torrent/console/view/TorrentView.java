package org.torrent.console.view;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torrent.api.TorrentSnapshot;
import org.torrent.api.TorrentState;
import org.torrent.console.text.Human;
import org.torrent.console.text.Table;

/** Torrents. */
public final class TorrentView {
    private static final int SHORT_HASH = 8;

    private TorrentView() {}

    /** The list for people. */
    public static List<String> table(List<TorrentSnapshot> torrents) {
        if (torrents.isEmpty()) {
            return List.of("no torrents; add one with torrent:add");
        }
        Table table = new Table()
                .number("#")
                .text("HASH")
                .text("NAME")
                .text("STATE")
                .number("DONE")
                .number("SIZE")
                .number("DOWN")
                .number("UP")
                .number("PEERS")
                .number("ETA");
        torrents.forEach(torrent -> addRow(table, torrent));
        return table.lines();
    }

    private static void addRow(Table table, TorrentSnapshot torrent) {
        table.row(
                torrent.number(),
                shortHash(torrent),
                torrent.name(),
                state(torrent),
                Human.percent(torrent.doneBytes(), torrent.wantedBytes()),
                Human.bytes(torrent.wantedBytes()),
                Human.rate(torrent.downloadRate()),
                Human.rate(torrent.uploadRate()),
                torrent.peers(),
                eta(torrent));
    }

    /** What it is doing, with the reason where there is one. */
    public static String state(TorrentSnapshot torrent) {
        String state = name(torrent.state());
        if (torrent.state() == TorrentState.CHECKING && torrent.pieceCount() > 0) {
            state += " " + Human.percent(torrent.checkedPieces(), torrent.pieceCount());
        }
        return torrent.reason().isEmpty() ? state : state + " (" + torrent.reason() + ")";
    }

    /** Time left at the present rate; {@code -} when there is none or nobody can tell. */
    public static String eta(TorrentSnapshot torrent) {
        long left = torrent.wantedBytes() - torrent.doneBytes();
        boolean known = torrent.wantedBytes() >= 0 && left > 0 && torrent.downloadRate() > 0;
        return known ? Human.seconds((left + torrent.downloadRate() - 1) / torrent.downloadRate()) : "-";
    }

    /** A prefix of the info hash that people can tell apart. */
    public static String shortHash(TorrentSnapshot torrent) {
        return torrent.id().text().substring(0, SHORT_HASH);
    }

    /** The list for programs. */
    public static Map<String, Object> documents(List<TorrentSnapshot> torrents) {
        return Map.of("torrents", torrents.stream().map(TorrentView::document).toList());
    }

    /** One torrent for programs. */
    public static Map<String, Object> document(TorrentSnapshot torrent) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info_hash", torrent.id().infoHash());
        torrent.id()
                .v2()
                .ifPresent(v2 -> document.put("info_hash_v2", HexFormat.of().formatHex(v2)));
        document.put("number", torrent.number());
        document.put("name", torrent.name());
        document.put("directory", torrent.directory());
        document.put("state", name(torrent.state()));
        document.put("reason", torrent.reason());
        document.put("total_bytes", known(torrent.totalBytes()));
        document.put("wanted_bytes", known(torrent.wantedBytes()));
        document.put("done_bytes", torrent.doneBytes());
        document.put("pieces", known(torrent.pieceCount()));
        document.put("pieces_done", torrent.piecesDone());
        document.put("pieces_durable", torrent.piecesDurable());
        document.put("pieces_checked", torrent.checkedPieces());
        document.put("download_rate", torrent.downloadRate());
        document.put("upload_rate", torrent.uploadRate());
        document.put("downloaded_bytes", torrent.downloadedBytes());
        document.put("uploaded_bytes", torrent.uploadedBytes());
        document.put("wasted_bytes", torrent.wastedBytes());
        document.put("peers", torrent.peers());
        document.put("seeds", torrent.seeds());
        document.put("known_peers", torrent.knownPeers());
        document.put("label", torrent.label().orElse(null));
        return document;
    }

    /** Lines of {@code torrent:info}. */
    static List<String> lines(TorrentSnapshot torrent) {
        List<String> lines = new ArrayList<>();
        lines.add("name         " + torrent.name());
        lines.add("info hash    " + torrent.id().infoHash());
        lines.add("number       " + torrent.number());
        lines.add("state        " + state(torrent));
        lines.add("directory    " + torrent.directory());
        torrent.label().ifPresent(label -> lines.add("label        " + label));
        lines.add("done         " + Human.percent(torrent.doneBytes(), torrent.wantedBytes()) + ", "
                + Human.bytes(torrent.doneBytes()) + " of " + Human.bytes(torrent.wantedBytes()) + " wanted, "
                + Human.bytes(torrent.totalBytes()) + " in all");
        lines.add("pieces       " + torrent.piecesDone() + " verified, " + torrent.piecesDurable() + " durable, of "
                + (torrent.pieceCount() < 0 ? "?" : torrent.pieceCount()));
        lines.add("rates        " + Human.rate(torrent.downloadRate()) + " down, " + Human.rate(torrent.uploadRate())
                + " up, ETA " + eta(torrent));
        lines.add("transferred  " + Human.bytes(torrent.downloadedBytes()) + " down, "
                + Human.bytes(torrent.uploadedBytes()) + " up, " + Human.bytes(torrent.wastedBytes()) + " wasted");
        lines.add("peers        " + torrent.peers() + " connected (" + torrent.seeds() + " complete), "
                + torrent.knownPeers() + " known");
        return lines;
    }

    private static Long known(long value) {
        return value < 0 ? null : value;
    }

    private static String name(TorrentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
