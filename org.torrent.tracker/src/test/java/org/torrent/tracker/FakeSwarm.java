package org.torrent.tracker;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.torrent.model.InfoHash;
import org.torrent.model.PeerId;
import org.torrent.spi.peers.Swarm;

/** A torrent that writes down what it is told. */
public final class FakeSwarm implements Swarm {
    public volatile boolean hearsay;
    public final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    public volatile List<List<String>> trackers = new ArrayList<>();
    public volatile long left = 1_000;
    public volatile boolean partialSeed;
    public volatile int listenPort = 6881;
    public volatile List<InetSocketAddress> listening = List.of();

    public FakeSwarm(String... urls) {
        for (String url : urls) {
            trackers.add(List.of(url));
        }
    }

    @Override
    public InfoHash infoHash() {
        return InfoHash.parse("00ff20250a41617a7e2d5f2e0102030405060708");
    }

    @Override
    public PeerId peerId() {
        return PeerId.of("-TO0100-abcdefghij&=".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Override
    public int listenPort() {
        return listenPort;
    }

    @Override
    public List<InetSocketAddress> listenAddresses() {
        return listening;
    }

    @Override
    public List<List<String>> trackers() {
        return trackers;
    }

    @Override
    public boolean isHearsay(String tracker) {
        return hearsay;
    }

    @Override
    public boolean isPrivate() {
        return false;
    }

    @Override
    public long uploadedBytes() {
        return 11;
    }

    @Override
    public long downloadedBytes() {
        return 22;
    }

    @Override
    public long leftBytes() {
        return left;
    }

    @Override
    public boolean isPartialSeed() {
        return partialSeed;
    }

    @Override
    public void found(Collection<InetSocketAddress> peers, String origin) {
        events.add("found " + peers.stream().map(FakeSwarm::text).toList() + " from " + origin);
    }

    public static String text(InetSocketAddress peer) {
        return peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }

    @Override
    public void failed(String origin, String message) {
        events.add("failed " + origin + ": " + message);
    }

    @Override
    public void succeeded(String origin, int seeds, int leechers, int peers) {
        events.add("succeeded " + origin + " " + seeds + "/" + leechers + "/" + peers);
    }

    public List<String> drain() {
        List<String> all = new ArrayList<>();
        events.drainTo(all);
        return all;
    }
}
