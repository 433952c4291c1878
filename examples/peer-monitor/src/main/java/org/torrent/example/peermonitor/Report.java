package org.torrent.example.peermonitor;

import java.util.Map;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.TorrentContext;

/** Says what happened by alerts: the console shows them, programs subscribe to them. */
final class Report {
    private final TorrentContext torrent;

    Report(TorrentContext torrent) {
        this.torrent = torrent;
    }

    /** Something about the torrent. */
    void say(String event) {
        post("peer monitor: " + event, Map.of("event", event));
    }

    /** Something about a connection. */
    void say(PeerContext peer, String event) {
        String address = peer.remote().getAddress().getHostAddress() + ":"
                + peer.remote().getPort();
        post("peer monitor: " + address + " " + event, Map.of("peer", address, "event", event));
    }

    private void post(String message, Map<String, Object> details) {
        torrent.postAlert(Alert.of(AlertCategory.EXTENSION, "peer_monitor", message)
                .torrent(torrent.id())
                .details(details)
                .build());
    }
}
