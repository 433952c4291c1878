package org.torrent.bench;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.api.TorrentSnapshot;
import org.torrent.ext.api.PeerChanges;
import org.torrent.ext.api.PeerEndpoint;
import org.torrent.ext.api.TrackerInfo;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.runtime.watch.LoopWatch;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.plugin.EnginePeer;
import org.torrent.session.plugin.EngineTorrent;
import org.torrent.session.plugin.PluginCall;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;

/** A torrent in which nothing happens, on whatever thread calls, watched as a real one's loop is. */
final class NoTorrent implements EngineTorrent {
    private static final TorrentId ID = TorrentId.v1(InfoHash.of(new byte[InfoHash.LENGTH]));

    private final LoopMark mark;

    NoTorrent(Clock clock) {
        PlatformThreads threads = new PlatformThreads(clock);
        EventLoop loop = threads.newLoop("unused");
        LoopWatch watch = new LoopWatch(threads, clock, (stuck, why) -> {});
        mark = watch.watch(loop);
        watch.times(WatchTimes.DEFAULTS);
    }

    @Override
    public TorrentId id() {
        return ID;
    }

    @Override
    public LoopMark mark() {
        return mark;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void post(PluginCall call, Runnable task) {}

    @Override
    public Runnable postLater(PluginCall call, Runnable task, long delayNanos) {
        return () -> {};
    }

    @Override
    public Optional<byte[]> metadata() {
        return Optional.empty();
    }

    @Override
    public List<String> infoHashes() {
        return List.of();
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public Optional<String> label() {
        return Optional.empty();
    }

    @Override
    public boolean isPrivate() {
        return false;
    }

    @Override
    public TorrentSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object userData() {
        return null;
    }

    @Override
    public CompletionStage<Boolean> supplyMetadata(byte[] info) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public boolean isChecked() {
        return true;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public List<TrackerInfo> trackers() {
        return List.of();
    }

    @Override
    public int addTrackers(List<String> urls, String source) {
        return 0;
    }

    @Override
    public int addPeers(Collection<PeerEndpoint> peers, int source) {
        return 0;
    }

    @Override
    public PeerChanges peersSince(long since) {
        return new PeerChanges(since, false, List.of(), List.of());
    }

    @Override
    public Collection<EnginePeer> contributors(int piece) {
        return List.of();
    }
}
