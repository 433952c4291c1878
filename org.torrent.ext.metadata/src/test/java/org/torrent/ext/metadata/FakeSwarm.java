package org.torrent.ext.metadata;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategory;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.HandshakeBuilder;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.PeerMessage;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.ScheduledTask;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TrackerInfo;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeValue;

/** Two torrents with this plugin and a connection between them, by the public contexts alone. */
final class FakeSwarm {
    final Queue<Runnable> tasks = new ArrayDeque<>();
    long nowNanos;

    void run() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    /** Connects them: both handshakes are exchanged. */
    void connect(Torrent a, Torrent b) {
        Peer ofA = new Peer();
        Peer ofB = new Peer();
        ofA.other = ofB;
        ofB.other = ofA;
        a.attach(ofA);
        b.attach(ofB);
        ofA.greet();
        ofB.greet();
        run();
    }

    /** One torrent. */
    final class Torrent implements TorrentContext {
        final List<Alert> alerts = new ArrayList<>();
        final List<Peer> peers = new ArrayList<>();
        final byte[] right;
        byte[] metadata;
        final MetadataTorrent plugin;

        Torrent(byte[] metadata, byte[] right) {
            this.metadata = metadata;
            this.right = right;
            this.plugin = (MetadataTorrent) new MetadataPlugin().newTorrent(this, null);
        }

        private void attach(Peer peer) {
            peer.plugin = plugin.newConnection(peer);
            peers.add(peer);
        }

        @Override
        public TorrentId id() {
            return TorrentId.of(new byte[20]);
        }

        @Override
        public Optional<byte[]> metadata() {
            return Optional.ofNullable(metadata);
        }

        @Override
        public boolean isPrivate() {
            return false;
        }

        @Override
        public CompletionStage<Boolean> supplyMetadata(byte[] info) {
            CompletableFuture<Boolean> taken = new CompletableFuture<>();
            tasks.add(() -> {
                if (Arrays.equals(info, right)) {
                    metadata = info;
                    plugin.onMetadata();
                    taken.complete(true);
                } else {
                    taken.complete(false);
                }
            });
            return taken;
        }

        @Override
        public TorrentSnapshot snapshot() {
            return null;
        }

        @Override
        public List<TrackerInfo> trackers() {
            return List.of();
        }

        @Override
        public CompletionStage<Integer> addTrackers(List<String> urls, String source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Integer> addPeers(Collection<PeerEndpoint> peers, int source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PeerChanges peersSince(long mark) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<PeerContext> contributors(int piece) {
            return List.of();
        }

        @Override
        public ScheduledTask schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<PeerContext> peers() {
            return List.copyOf(peers);
        }

        @Override
        public void repeatHandshake() {
            tasks.add(() -> peers.forEach(Peer::greet));
        }

        @Override
        public void pause() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resume() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void postAlert(Alert alert) {
            alerts.add(alert);
        }

        @Override
        public void postAlert(AlertCategory category, Supplier<? extends Alert> alert) {
            alerts.add(alert.get());
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public long nowNanos() {
            return nowNanos;
        }
    }

    /** One end of a connection. */
    final class Peer implements PeerContext {
        PeerPlugin plugin;
        Peer other;
        BencodeDictionary handshake;
        String disconnected;

        /** Sends our handshake. */
        void greet() {
            Map<String, BencodeValue> keys = new TreeMap<>();
            keys.put("m", BencodeDictionary.of(Map.of(MetadataPlugin.NAME, BencodeInteger.of(1))));
            plugin.addHandshake(new Builder(keys));
            handshake = BencodeDictionary.of(keys);
            other.plugin.onExtensionHandshake(handshake);
        }

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress("192.0.2.4", 4);
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress("192.0.2.5", 5);
        }

        @Override
        public boolean outgoing() {
            return true;
        }

        @Override
        public long reservedBits() {
            return 0;
        }

        @Override
        public boolean synthetic() {
            return false;
        }

        @Override
        public PeerSnapshot snapshot() {
            return null;
        }

        @Override
        public Set<String> extensionNames() {
            return Set.of(MetadataPlugin.NAME);
        }

        @Override
        public OptionalInt localId(String name) {
            return OptionalInt.of(1);
        }

        @Override
        public CompletionStage<Void> send(String name, byte[] payload) {
            CompletableFuture<Void> written = new CompletableFuture<>();
            tasks.add(() -> {
                other.plugin.onExtended(payload.length, 1, payload);
                written.complete(null);
            });
            return written;
        }

        @Override
        public CompletionStage<Void> send(PeerMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Optional<T> findPlugin(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void disconnect(String reason) {
            disconnected = reason;
        }
    }

    private record Builder(Map<String, BencodeValue> keys) implements HandshakeBuilder {
        @Override
        public Optional<BencodeValue> get(String key) {
            return Optional.ofNullable(keys.get(key));
        }

        @Override
        public void put(String key, BencodeValue value) {
            keys.put(key, value);
        }

        @Override
        public void remove(String key) {
            keys.remove(key);
        }

        @Override
        public void withhold(String name) {}
    }
}
