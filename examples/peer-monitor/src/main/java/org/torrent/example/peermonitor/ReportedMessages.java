package org.torrent.example.peermonitor;

import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.BlockRequest;

/** Reports the messages of a connection, both ways, and changes nothing. */
class ReportedMessages implements PeerPlugin {
    private final Report report;
    private final PeerContext peer;

    ReportedMessages(Report report, PeerContext peer) {
        this.report = report;
        this.peer = peer;
    }

    /** A step of the connection. */
    final void say(String event) {
        report.say(peer, event);
    }

    /** A message. */
    final void message(String event) {
        report.message(peer, event);
    }

    /** One that a plugin might have handled; this one never does. */
    final Verdict saw(String event) {
        message(event);
        return Verdict.PASS;
    }

    static String text(BlockRequest request) {
        return request.piece() + ":" + request.offset() + "+" + request.length();
    }

    @Override
    public Verdict onChoke() {
        return saw("choked us");
    }

    @Override
    public Verdict onUnchoke() {
        return saw("unchoked us");
    }

    @Override
    public Verdict onInterested() {
        return saw("is interested");
    }

    @Override
    public Verdict onNotInterested() {
        return saw("is not interested");
    }

    @Override
    public Verdict onHave(int piece) {
        return saw("has piece " + piece);
    }

    @Override
    public Verdict onDontHave(int piece) {
        return saw("lost piece " + piece);
    }

    @Override
    public Verdict onHaveAll() {
        return saw("has all");
    }

    @Override
    public Verdict onHaveNone() {
        return saw("has none");
    }

    @Override
    public Verdict onAllowedFast(int piece) {
        return saw("lets us ask for piece " + piece + " while choked");
    }

    @Override
    public Verdict onRequest(BlockRequest request) {
        return saw("asks for the block " + text(request));
    }

    @Override
    public Verdict onCancel(BlockRequest request) {
        return saw("cancels the block " + text(request));
    }

    @Override
    public Verdict onReject(BlockRequest request) {
        return saw("rejects the block " + text(request));
    }

    @Override
    public Verdict onSuggest(int piece) {
        return saw("suggests piece " + piece);
    }

    @Override
    public Verdict onUnknownMessage(int length, int type, byte[] body) {
        return saw("sent a message of unknown type " + type + ", " + length + " bytes");
    }

    @Override
    public Verdict writeRequest(BlockRequest request) {
        return saw("is about to be asked for the block " + text(request));
    }

    @Override
    public void sentChoke() {
        message("was choked");
    }

    @Override
    public void sentUnchoke() {
        message("was unchoked");
    }

    @Override
    public void sentInterested() {
        message("was told of our interest");
    }

    @Override
    public void sentNotInterested() {
        message("was told that we are not interested");
    }

    @Override
    public void sentHave(int piece) {
        message("was told of piece " + piece);
    }

    @Override
    public void sentDontHave(int piece) {
        message("was told that we lost piece " + piece);
    }

    @Override
    public void sentHaveAll() {
        message("was told that we have all");
    }

    @Override
    public void sentHaveNone() {
        message("was told that we have none");
    }

    @Override
    public void sentAllowFast(int piece) {
        message("may ask for piece " + piece + " while choked");
    }

    @Override
    public void sentSuggest(int piece) {
        message("was suggested piece " + piece);
    }

    @Override
    public void sentRequest(BlockRequest request) {
        message("was asked for the block " + text(request));
    }

    @Override
    public void sentPiece(BlockRequest request) {
        message("was sent the block " + text(request));
    }

    @Override
    public void sentCancel(BlockRequest request) {
        message("was told to cancel the block " + text(request));
    }

    @Override
    public void sentRejectRequest(BlockRequest request) {
        message("was refused the block " + text(request));
    }

    @Override
    public void sentExtended(int id, byte[] body) {
        message("was sent an extended message, id " + id + ", " + body.length + " bytes");
    }

    @Override
    public void sentPort(int port) {
        message("was told our DHT port " + port);
    }

    @Override
    public void sentPayload(long bytes) {
        message("took " + bytes + " bytes of blocks");
    }
}
