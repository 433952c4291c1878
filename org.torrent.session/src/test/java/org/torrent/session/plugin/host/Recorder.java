package org.torrent.session.plugin.host;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;

/** An extension that writes down its calls; subclasses answer or misbehave. */
class Recorder implements ExtensionPlugin {
    final List<String> calls = new ArrayList<>();
    private final String name;

    Recorder(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Map<String, BencodeValue>> onHandshake(
            InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
        calls.add("handshake");
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
        calls.add("message " + new String(payload, StandardCharsets.US_ASCII));
        return Optional.empty();
    }

    @Override
    public void onPeerConnected(InfoHash infoHash, InetSocketAddress peer) {
        calls.add("connected");
    }

    @Override
    public void onPeerDisconnected(InfoHash infoHash, InetSocketAddress peer) {
        calls.add("disconnected");
    }
}
