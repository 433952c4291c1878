package org.torrent.example.peermonitor;

import java.net.InetSocketAddress;
import java.util.Locale;
import org.torrent.api.TorrentState;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;

/** One torrent: reports each event but ticks. */
final class MonitoredTorrent implements TorrentPlugin {
    private final Report report;
    private final TorrentContext torrent;

    MonitoredTorrent(TorrentContext torrent) {
        this.report = new Report(torrent);
        this.torrent = torrent;
        report.say("watches the torrent");
    }

    @Override
    public void loadState(PluginState state) {
        report.say("is given what it saved: " + state);
    }

    @Override
    public PluginState saveState() {
        report.say("is asked for what is to be saved");
        return new PluginState(1, new byte[0]);
    }

    @Override
    public PeerPlugin newConnection(PeerContext peer) {
        report.say(peer, peer.outgoing() ? "is dialled" : "named the torrent");
        return new MonitoredPeer(report, torrent, peer);
    }

    @Override
    public void onMetadata() {
        report.say("the metadata is known");
    }

    @Override
    public void onPiecePass(int piece) {
        report.say("the hash of piece " + piece + " is right");
    }

    @Override
    public void onPieceFailed(int piece) {
        report.say("the hash of piece " + piece + " is wrong");
    }

    @Override
    public Verdict onPause() {
        report.say("the torrent is about to be paused");
        return Verdict.PASS;
    }

    @Override
    public Verdict onResume() {
        report.say("the torrent is about to run again");
        return Verdict.PASS;
    }

    @Override
    public void onFilesChecked() {
        report.say("the files were checked");
    }

    @Override
    public void onState(TorrentState state) {
        report.say("the torrent is " + state.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onAddPeer(InetSocketAddress endpoint, int source, int flags) {
        report.say("heard of peer " + Report.text(endpoint) + ", source " + source + ", flags " + flags);
    }

    @Override
    public void onPeerErased(InetSocketAddress endpoint) {
        report.say("forgot peer " + Report.text(endpoint));
    }
}
