package org.torrent.console.view;

import java.util.List;
import org.torrent.api.PeerSnapshot;
import org.torrent.console.text.Human;
import org.torrent.console.text.Table;
import org.torrent.front.json.PeerDocument;
import org.torrent.front.text.Addresses;

/** Connections of a torrent for people. */
public final class PeerRows {
    private PeerRows() {}

    /** The help of {@code torrent:peers} explains the flags. */
    public static List<String> of(List<PeerSnapshot> peers) {
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
                String.join(",", PeerDocument.sources(peer.source())),
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
}
