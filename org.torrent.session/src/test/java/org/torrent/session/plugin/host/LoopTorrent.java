package org.torrent.session.plugin.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.TrackerInfo;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.spi.runtime.EventLoop;

/** The engine's side of one torrent on a loop. */
class LoopTorrent implements EngineTorrent {
    static final InfoHash INFO_HASH = InfoHash.of(new byte[InfoHash.LENGTH]);
    static final TorrentId ID = TorrentId.v1(INFO_HASH);

    final List<PluginCall> posts = new CopyOnWriteArrayList<>();
    final CompletableFuture<Boolean> supplied = new CompletableFuture<>();
    final List<String> commands = new ArrayList<>();
    Consumer<String> onCommand = command -> {};
    final List<String> named = new ArrayList<>();
    final List<PeerEndpoint> endpoints = new ArrayList<>();
    final List<EnginePeer> contributors = new ArrayList<>();
    String refusal; // why nothing that is named is taken
    byte[] metadata;
    boolean checked;
    boolean isPrivate;
    String name = "a torrent";
    String label;
    Object userData = "user data";
    private final EventLoop loop;
    private final LoopMark mark;

    LoopTorrent(EventLoop loop) {
        this.loop = loop;
        this.mark = LoopMark.unwatched(loop, new SystemClock());
    }

    @Override
    public TorrentId id() {
        return ID;
    }

    @Override
    public void post(PluginCall call, Runnable task) {
        posts.add(call);
        loop.execute(task);
    }

    @Override
    public LoopMark mark() {
        return mark;
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public Optional<byte[]> metadata() {
        return Optional.ofNullable(metadata);
    }

    @Override
    public boolean isPrivate() {
        return isPrivate;
    }

    @Override
    public List<String> infoHashes() {
        return List.of(INFO_HASH.hex());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    @Override
    public TorrentSnapshot snapshot() {
        return null;
    }

    @Override
    public Object userData() {
        return userData;
    }

    @Override
    public CompletionStage<Boolean> supplyMetadata(byte[] info) {
        return supplied;
    }

    @Override
    public boolean isChecked() {
        return checked;
    }

    @Override
    public void pause() {
        commands.add("pause");
        onCommand.accept("pause");
    }

    @Override
    public void resume() {
        commands.add("resume");
        onCommand.accept("resume");
    }

    @Override
    public List<TrackerInfo> trackers() {
        return List.of(new TrackerInfo("http://tracker.test/announce", 0, true, false, "torrent"));
    }

    @Override
    public int addTrackers(List<String> urls, String source) {
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        named.addAll(urls);
        named.add(source);
        return urls.size();
    }

    @Override
    public int addPeers(Collection<PeerEndpoint> peers, int source) {
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        endpoints.addAll(peers);
        peers.forEach(peer -> named.add(peer.address() + " from " + source));
        return peers.size();
    }

    @Override
    public PeerChanges peersSince(long mark) {
        return new PeerChanges(mark + 1, mark == 0, List.of(), List.of());
    }

    @Override
    public Collection<EnginePeer> contributors(int piece) {
        return contributors;
    }

    @Override
    public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
        return loop.schedule(task, delayNanos)::cancel;
    }
}
