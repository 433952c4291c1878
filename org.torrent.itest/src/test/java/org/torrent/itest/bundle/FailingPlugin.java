package org.torrent.itest.bundle;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeValue;

/** Throws an error of a class of its own from every callback. */
public final class FailingPlugin implements ExtensionPlugin {
    private String name;

    static final class Failure extends Error {
        private static final long serialVersionUID = 1L;

        Failure(String callback) {
            super(callback + " fails on purpose");
        }
    }

    void activate(Map<String, Object> properties) {
        name = (String) properties.get("test.name");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Map<String, BencodeValue>> onHandshake(
            InfoHash infoHash, InetSocketAddress peer, BencodeDictionary handshake) {
        throw new Failure("onHandshake");
    }

    @Override
    public Optional<byte[]> onMessage(InfoHash infoHash, InetSocketAddress peer, byte[] payload) {
        throw new Failure("onMessage");
    }

    @Override
    public void onPeerConnected(InfoHash infoHash, InetSocketAddress peer) {
        throw new Failure("onPeerConnected");
    }

    @Override
    public void onPeerDisconnected(InfoHash infoHash, InetSocketAddress peer) {
        throw new Failure("onPeerDisconnected");
    }
}
