package org.torrent.console.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrent.api.PeerSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.Table;
import org.torrent.model.TorrentId;

/** Connections of a torrent. */
public final class PeerView {
    private static final String[] SOURCES = {"tracker", "dht", "pex", "lsd", "resume", "incoming", "user"};

    private PeerView() {}

    /** For people; the help of {@code torrent:peers} explains the flags. */
    public static List<String> table(List<PeerSnapshot> peers) {
        if (peers.isEmpty()) {
            return List.of("no peers");
        }
        Table table = new Table()
                .text("ADDRESS")
                .text("CLIENT")
                .text("FLAGS")
                .number("PIECES")
                .number("DOWN")
                .number("UP")
                .number("RECEIVED")
                .number("SENT")
                .number("ASKED")
                .text("SOURCE")
                .text("EXTENSIONS");
        peers.forEach(peer -> addRow(table, peer));
        return table.lines();
    }

    private static void addRow(Table table, PeerSnapshot peer) {
        table.row(
                Addresses.text(peer.remote()),
                peer.client(),
                flags(peer),
                peer.piecesHad(),
                Human.rate(peer.downloadRate()),
                Human.rate(peer.uploadRate()),
                Human.bytes(peer.downloadedBytes()),
                Human.bytes(peer.uploadedBytes()),
                peer.outstandingRequests() + "/" + peer.queuedRequests(),
                String.join(",", sources(peer.source())),
                String.join(",", peer.extensions()));
    }

    /** {@code >} we dialled, {@code <} they did; {@code I i} interested, {@code C c} choking: ours and theirs; {@code F E}. */
    static String flags(PeerSnapshot peer) {
        return (peer.outgoing() ? ">" : "<")
                + (peer.amInterested() ? "I" : "-")
                + (peer.amChoking() ? "C" : "-")
                + (peer.peerInterested() ? "i" : "-")
                + (peer.peerChoking() ? "c" : "-")
                + (peer.fast() ? "F" : "-")
                + (peer.extended() ? "E" : "-");
    }

    /** Names of the bits. */
    static List<String> sources(int bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SOURCES.length; i++) {
            if ((bits & 1 << i) != 0) {
                names.add(SOURCES[i]);
            }
        }
        return names;
    }

    /** For programs. */
    public static Map<String, Object> documents(TorrentId torrent, List<PeerSnapshot> peers) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("info_hash", torrent.infoHash());
        document.put("peers", peers.stream().map(PeerView::document).toList());
        return document;
    }

    private static Map<String, Object> document(PeerSnapshot peer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("address", Addresses.text(peer.remote()));
        document.put("local", Addresses.text(peer.local()));
        document.put("client", peer.client());
        document.put("outgoing", peer.outgoing());
        document.put("am_choking", peer.amChoking());
        document.put("am_interested", peer.amInterested());
        document.put("peer_choking", peer.peerChoking());
        document.put("peer_interested", peer.peerInterested());
        document.put("fast", peer.fast());
        document.put("extended", peer.extended());
        document.put("pieces", peer.piecesHad());
        document.put("source", sources(peer.source()));
        document.put("download_rate", peer.downloadRate());
        document.put("upload_rate", peer.uploadRate());
        document.put("downloaded_bytes", peer.downloadedBytes());
        document.put("uploaded_bytes", peer.uploadedBytes());
        document.put("outstanding_requests", peer.outstandingRequests());
        document.put("queued_requests", peer.queuedRequests());
        document.put("extensions", peer.extensions());
        return document;
    }
}
