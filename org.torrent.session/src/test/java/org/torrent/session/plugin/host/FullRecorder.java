package org.torrent.session.plugin.host;

import java.util.ArrayList;
import java.util.List;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.PluginState;
import org.torrent.ext.api.SessionContext;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;

/** A full plugin that writes down its calls, keeps its contexts, and throws in the hook it is told to. */
class FullRecorder implements SessionPlugin, TorrentPlugin, PeerPlugin {
    final List<String> calls;
    private final String name;
    String throwsIn = "";
    boolean keep = true;
    Verdict verdict = Verdict.PASS;
    SessionContext session;
    TorrentContext torrent;
    PeerContext peer;
    Object userData;

    FullRecorder(String name, List<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    FullRecorder() {
        this("", new ArrayList<>());
    }

    private void call(String hook) {
        calls.add(name + hook);
        if (throwsIn.equals(hook)) {
            throw new LinkageError("planned");
        }
    }

    @Override
    public void added(SessionContext context) {
        session = context;
        call("added");
    }

    @Override
    public TorrentPlugin newTorrent(TorrentContext context, Object data) {
        torrent = context;
        userData = data;
        call("newTorrent");
        return this;
    }

    @Override
    public void onTick() {
        call("onTick");
    }

    @Override
    public void abort() {
        call("abort");
    }

    @Override
    public void loadState(PluginState state) {
        call("loadState " + state);
    }

    @Override
    public PluginState saveState() {
        return null;
    }

    @Override
    public PeerPlugin newConnection(PeerContext context) {
        peer = context;
        call("newConnection");
        return this;
    }

    @Override
    public void onMetadata() {
        call("onMetadata");
    }

    @Override
    public void addHandshake(HandshakeBuilder handshake) {
        call("addHandshake");
    }

    @Override
    public void onConnected() {
        call("onConnected");
    }

    @Override
    public boolean onExtensionHandshake(BencodeDictionary handshake) {
        call("onExtensionHandshake");
        return keep;
    }

    @Override
    public Verdict onExtended(int length, int id, byte[] body) {
        call("onExtended " + id + " " + length);
        return verdict;
    }

    @Override
    public void onDisconnect(String reason) {
        call("onDisconnect");
    }

    @Override
    public void onPiecePass(int piece) {
        call("onPiecePass " + piece);
    }

    @Override
    public void onPieceFailed(int piece) {
        call("onPieceFailed " + piece);
    }

    @Override
    public void tick() {
        call("tick");
    }
}
