package org.torrent.example.peermonitor;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.OptionalInt;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PieceBlock;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;
import org.torrent.model.bencode.BencodeDictionary;

/** One connection: reports each event but ticks, says hello once to a peer that runs a monitor too. */
final class MonitoredPeer extends ReportedMessages implements PeerPlugin {
    private static final int SHOWN_BYTES = 200;

    private final TorrentContext torrent;
    private final PeerContext peer;
    private boolean greeted;
    private boolean gone;

    MonitoredPeer(Report report, TorrentContext torrent, PeerContext peer) {
        super(report, peer);
        this.torrent = torrent;
        this.peer = peer;
    }

    @Override
    public void onConnected() {
        say(peer.outgoing() ? "connected, we dialled" : "connected, they dialled");
    }

    @Override
    public boolean onHandshake(long reservedBits) {
        say("sent its handshake, reserved bits " + Long.toHexString(reservedBits));
        return true;
    }

    @Override
    public void addHandshake(HandshakeBuilder handshake) {
        say("is sent our extension handshake");
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        say("sent its extension handshake with "
                + handshake
                        .dictionary("m")
                        .map(m -> printable(m.entries().keySet().toString()))
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
            say("says " + printable(new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8)));
            return Verdict.HANDLED;
        }
        return saw("sent an extended message, id " + id + ", " + length + " bytes");
    }

    /** What a peer says ends up on a terminal. */
    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), SHOWN_BYTES)).replaceAll("\\p{C}", "?");
    }

    @Override
    public Verdict onBitfield(byte[] bits) {
        return saw("sent a bitfield, has " + BitSet.valueOf(bits).cardinality() + " pieces");
    }

    @Override
    public void sentBitfield(byte[] bits) {
        message("was sent our bitfield, we have " + BitSet.valueOf(bits).cardinality() + " pieces");
    }

    @Override
    public Verdict onPiece(BlockRequest request, PieceBlock block) {
        return saw("sent the block " + text(request));
    }

    @Override
    public void onPiecePass(int piece) {
        say("sent blocks of piece " + piece + ", whose hash is right");
    }

    @Override
    public void onPieceFailed(int piece) {
        say("sent blocks of piece " + piece + ", whose hash is wrong");
    }

    @Override
    public boolean canDisconnect(String reason) {
        say("may be disconnected: " + reason);
        return true;
    }

    @Override
    public void onDisconnect(String reason) {
        gone = true;
        say("disconnected: " + reason);
    }
}
