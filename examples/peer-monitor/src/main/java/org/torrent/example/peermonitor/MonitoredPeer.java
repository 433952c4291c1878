package org.torrent.example.peermonitor;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;

/** One connection: reports each event, says hello once to a peer that runs a monitor too. */
final class MonitoredPeer implements PeerPlugin {
    private static final int SHOWN_BYTES = 200;

    private final Report report;
    private final TorrentContext torrent;
    private final PeerContext peer;
    private boolean greeted;
    private boolean gone;

    MonitoredPeer(Report report, TorrentContext torrent, PeerContext peer) {
        this.report = report;
        this.torrent = torrent;
        this.peer = peer;
    }

    @Override
    public void onConnected() {
        report.say(peer, peer.outgoing() ? "connected, we dialled" : "connected, they dialled");
    }

    @Override
    public void addHandshake(HandshakeBuilder handshake) {
        report.say(peer, "is sent our extension handshake");
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        report.say(
                peer,
                "sent its extension handshake with "
                        + handshake
                                .dictionary("m")
                                .map(m -> m.entries().keySet().toString())
                                .orElse("no names"));
        torrent.execute(this::greet); // when the engine has read it too
        return true;
    }

    private void greet() {
        if (!greeted && !gone && peer.extensionNames().contains(PeerMonitor.HELLO)) {
            greeted = true;
            peer.send(PeerMonitor.HELLO, "hello".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public Verdict onExtended(int length, int id, byte[] body) {
        OptionalInt ours = peer.localId(PeerMonitor.HELLO);
        if (ours.isPresent() && ours.getAsInt() == id) {
            report.say(peer, "says " + printable(body));
            return Verdict.HANDLED;
        }
        report.say(peer, "sent an extended message, id " + id + ", " + length + " bytes");
        return Verdict.PASS;
    }

    /** What a peer says ends up on a terminal. */
    private static String printable(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{C}", "?");
    }

    @Override
    public void onDisconnect(String reason) {
        gone = true;
        report.say(peer, "disconnected: " + reason);
    }
}
