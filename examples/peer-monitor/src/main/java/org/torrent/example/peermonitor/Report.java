package org.torrent.example.peermonitor;

import java.net.InetSocketAddress;
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
        post(AlertCategory.EXTENSION, "peer monitor: " + event, Map.of("event", event));
    }

    /** A step of a connection. */
    void say(PeerContext peer, String event) {
        post(AlertCategory.EXTENSION, peer, event);
    }

    /** A message: there are many, so they are in a category that few ask for and nobody keeps. */
    void message(PeerContext peer, String event) {
        post(AlertCategory.PEER, peer, event);
    }

    private void post(AlertCategory category, PeerContext peer, String event) {
        String address = text(peer.remote());
        post(category, "peer monitor: " + address + " " + event, Map.of("peer", address, "event", event));
    }

    /** An address as people write it. */
    static String text(InetSocketAddress endpoint) {
        String host = endpoint.isUnresolved()
                ? endpoint.getHostString()
                : endpoint.getAddress().getHostAddress();
        return host + ":" + endpoint.getPort();
    }

    private void post(AlertCategory category, String message, Map<String, Object> details) {
        torrent.postAlert(Alert.of(category, "peer_monitor", message)
                .torrent(torrent.id())
                .details(details)
                .build());
    }
}
