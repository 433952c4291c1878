package org.torrent.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.torrent.ext.api.PeerContext;
import org.torrent.ext.api.PeerPlugin;
import org.torrent.ext.api.TorrentPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.ext.api.Verdict;
import org.torrent.protocol.Message;
import org.torrent.runtime.loop.PlatformThreads;
import org.torrent.runtime.loop.SystemClock;
import org.torrent.session.alert.Alerts;
import org.torrent.session.plugin.ConnectionRefusedByPlugin;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginSwitches;
import org.torrent.session.plugin.PluginsOfPeer;
import org.torrent.session.plugin.PluginsOfTorrent;
import org.torrent.session.plugin.host.PluginRuntime;

/** What it costs to offer one message that arrived, or left, to plugins. The forks' own thread is the torrent's loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PluginDispatchBenchmark {
    /** How many plugins there are that hear of the message. */
    @Param({"0", "1", "10"})
    public int hearing;

    /** How many there are that hear of nothing. */
    @Param({"0", "10"})
    public int idle;

    private final Message.Have have = new Message.Have(7);
    private PluginsOfPeer peer;
    private long heard;

    /** Hears of haves, both ways. */
    private final class Hearing implements PeerPlugin {
        @Override
        public Verdict onHave(int piece) {
            heard += piece;
            return Verdict.PASS;
        }

        @Override
        public void sentHave(int piece) {
            heard += piece;
        }
    }

    /** A connection with its plugins. */
    @Setup
    public void connect() throws ConnectionRefusedByPlugin {
        SystemClock clock = new SystemClock();
        PlatformThreads threads = new PlatformThreads(clock);
        PluginRuntime runtime = new PluginRuntime(
                threads, clock, new NoSession(), new Alerts(clock, threads), () -> null, null, PluginLimits.defaults());
        runtime.switches(PluginSwitches.NONE);
        for (int i = 0; i < hearing; i++) {
            runtime.addTorrentPluginFactory(factory(true), origin(i));
        }
        for (int i = 0; i < idle; i++) {
            runtime.addTorrentPluginFactory(factory(false), origin(100 + i));
        }
        while (!runtime.isSettled()) { // they start on threads of their own
            Thread.onSpinWait();
        }
        PluginsOfTorrent torrent = runtime.open(new NoTorrent(clock));
        torrent.start();
        peer = torrent.newConnection(new NoPeer());
        peer.onConnected();
        peer.onHandshake(true);
        peer.sent(have);
        if (heard != (long) hearing * have.piece()) {
            throw new IllegalStateException("not all plugins are here");
        }
    }

    private TorrentPluginFactory factory(boolean hears) {
        return (torrent, userData) -> new TorrentPlugin() {
            @Override
            public PeerPlugin newConnection(PeerContext context) {
                return hears ? new Hearing() : new PeerPlugin() {};
            }
        };
    }

    private static PluginOrigin origin(int service) {
        return new PluginOrigin("bundle" + service, "1", service, 0, Map.of());
    }

    /** A message arrived. */
    @Benchmark
    public Verdict received() {
        return peer.received(have);
    }

    /** A message left. */
    @Benchmark
    public long sent() {
        peer.sent(have);
        return heard;
    }
}
