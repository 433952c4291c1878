package org.torrent.testkit.swarm;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.torrent.api.AddTorrent;
import org.torrent.api.Alert;
import org.torrent.api.AlertCategories;
import org.torrent.api.TorrentHandle;
import org.torrent.dht.node.NodeSettings;
import org.torrent.dht.source.DhtOptions;
import org.torrent.dht.source.DhtSource;
import org.torrent.ext.api.TorrentAttachment;
import org.torrent.model.HostPort;
import org.torrent.model.metainfo.FileEntry;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.Session;
import org.torrent.session.SessionSettings;
import org.torrent.session.budget.BudgetSettings;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.storage.Limits;
import org.torrent.storage.disk.DiskStorage;
import org.torrent.testkit.http.SimHttp;
import org.torrent.testkit.ports.disk.SimDisk;
import org.torrent.testkit.ports.net.SimDatagrams;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimTransport;
import org.torrent.testkit.ports.sim.SimProcess;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.tracker.AnnounceOptions;
import org.torrent.tracker.TrackerSource;
import org.torrent.tracker.http.HttpTracker;
import org.torrent.tracker.names.Resolver;
import org.torrent.tracker.udp.UdpTracker;

/**
 * A machine with the shipped session, storage and trackers on it, wired as in a container but by hand. The disk outlives the
 * process: {@link #kill}, {@link #cutPower} and {@link #stop}, then {@link #start} again.
 */
public final class SimRuntime {
    /** Where every runtime listens. */
    public static final int PORT = 6881;

    /** Where torrents go. */
    public static final Path DOWNLOADS = Path.of("/home/downloads");

    private static final Path STATE = Path.of("/home/state");
    private static final Path USES = Path.of("/tmp/uses");
    private static final long POOL_BYTES = 8 << 20;
    private static final AnnounceOptions ANNOUNCES =
            new AnnounceOptions(50, Duration.ofSeconds(20), Duration.ofSeconds(3), 8);
    private static final Duration START_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final Simulation simulation;
    private final SimHost host;
    private final SimTracker tracker;
    private final SimDisk disk;
    private final List<Alert> alerts = new ArrayList<>();
    private TorrentSettings settings = new TorrentSettings(4, 50, true);
    private BudgetSettings budgets = BudgetSettings.DEFAULTS;
    private WatchTimes hooks = WatchTimes.OFF; // they take no simulated time
    private List<HostPort> dhtBegins; // null without a DHT
    private DhtSource dht;
    private int loops = 2;
    private int starts;
    private boolean running;
    private SimProcess process;
    private SimTransport transport;
    private DiskStorage storage;
    private SimHttp http;
    private SimDatagrams datagrams;
    private SimDatagrams trackerDatagrams;
    private TrackerSource trackers;
    private int trackerStarts;
    private Session session;
    private boolean everywhere;

    /** A machine that is not started yet; without a tracker it finds nobody by itself. */
    public SimRuntime(Simulation simulation, SimHost host, SimTracker tracker) {
        this.simulation = simulation;
        this.host = host;
        this.tracker = tracker;
        this.disk = new SimDisk(simulation.random("disk " + host).nextLong()).directory(DOWNLOADS);
    }

    /** Budgets from the next start on. */
    public SimRuntime budgets(BudgetSettings value) {
        budgets = value;
        return this;
    }

    /** Settings from the next start on. */
    public SimRuntime settings(TorrentSettings value) {
        settings = value;
        return this;
    }

    /** How long hooks may take, of plugins that {@link Simulation#sleep}, from the next start on. */
    public SimRuntime hooks(WatchTimes value) {
        hooks = value;
        return this;
    }

    /** How many loops torrents have, from the next start on. */
    public SimRuntime loops(int value) {
        loops = value;
        return this;
    }

    /** Listens on all addresses from the next start on, and so dials peers of both families; else on its own one only. */
    public SimRuntime listensEverywhere() {
        everywhere = true;
        return this;
    }

    /** With a node of the DHT that begins at those, from the next start on. */
    public SimRuntime dhtBegins(InetSocketAddress... begins) {
        dhtBegins = Arrays.stream(begins)
                .map(one -> new HostPort(one.getAddress().getHostAddress(), one.getPort()))
                .toList();
        return this;
    }

    /** Starts the process; plugins that come are taken up from now on. */
    public SimRuntime start() {
        return start(started -> {});
    }

    /** The same with what comes before the storage does: in a container everything may come first. */
    public SimRuntime start(Consumer<Session> first) {
        process = simulation.newProcess(host + "#" + ++starts);
        session = new Session(
                new SessionSettings(
                        List.of(everywhere ? new InetSocketAddress(PORT) : host.endpoint(PORT)),
                        new DialStrategy(List.of()),
                        POOL_BYTES,
                        loops,
                        settings,
                        budgets,
                        hooks),
                simulation,
                process,
                simulation.randomness(host + "#" + starts),
                Path.of("/home/plugins"),
                PluginLimits.defaults().withLeaveMillis(0));
        session.subscribe(AlertCategories.all(), alerts::add);
        first.accept(session);
        storage = newStorage();
        transport = host.transport();
        session.addStorage(storage);
        session.addTransport(transport);
        if (tracker != null) {
            http = newHttp();
            trackerDatagrams = host.datagrams();
            trackers = newTrackers();
            session.addPeerSource(trackers);
        }
        if (dhtBegins != null) {
            startDht();
        }
        running = true;
        simulation.runUntil("plugins are taken up", START_LIMIT, session.pluginRegistry()::isSettled);
        return this;
    }

    /** Puts a torrent's files on the disk, as if they had always been there. */
    public SimRuntime put(TestTorrent torrent) {
        byte[] payload = torrent.payload();
        for (FileEntry file : torrent.metainfo().files()) {
            int start = Math.toIntExact(file.offset());
            disk.put(path(file), Arrays.copyOfRange(payload, start, start + (int) file.length()));
        }
        return this;
    }

    /** Adds a torrent and dials these peers. */
    public TorrentHandle add(TestTorrent torrent, InetSocketAddress... peers) {
        Metainfo metainfo = tracker == null ? torrent.metainfo() : tracker.named(torrent);
        return add(AddTorrent.of(metainfo, DOWNLOADS).peers(List.of(peers)));
    }

    /** Adds a torrent of which no record can be kept for now. */
    public TorrentHandle addUnsaved(TestTorrent torrent) {
        Metainfo metainfo = tracker == null ? torrent.metainfo() : tracker.named(torrent);
        CompletionStage<TorrentHandle> added =
                session.add(AddTorrent.of(metainfo, DOWNLOADS).build());
        await("the torrent is added", added);
        if (!added.toCompletableFuture().isCompletedExceptionally()) {
            throw new IllegalStateException("its record is kept");
        }
        return session.find(metainfo.id()).orElseThrow();
    }

    /** Adds only some files of a torrent. */
    public TorrentHandle addFiles(TestTorrent torrent, List<Integer> files) {
        return add(AddTorrent.of(tracker.named(torrent), DOWNLOADS).wantedFiles(files));
    }

    /** Adds a torrent with plugins of its own. */
    public TorrentHandle addWith(TestTorrent torrent, Object userData, TorrentAttachment... attachments) {
        return add(AddTorrent.of(tracker.named(torrent), DOWNLOADS)
                .userData(userData)
                .attachments(List.of(attachments)));
    }

    private TorrentHandle add(AddTorrent.Builder parameters) {
        CompletionStage<TorrentHandle> added = session.add(parameters.build());
        await("the torrent is added", added);
        return added.toCompletableFuture().join();
    }

    /** Runs the simulation until the stage is complete. */
    public void await(String what, CompletionStage<?> stage) {
        simulation.runUntil(what, STOP_LIMIT, () -> stage.toCompletableFuture().isDone());
    }

    /** Stops cleanly, as a container does: session, then trackers, storage, transport. */
    public void stop() {
        stopSession();
        stopStorage();
        ended();
    }

    /** The same, but the storage leaves before the session does. */
    public void stopStorageFirst() {
        stopStorage();
        stopSession();
        ended();
    }

    private void stopSession() {
        await("the session stops", session.stop());
        session.close();
        if (tracker != null) {
            closeTrackers();
            http.close();
            trackerDatagrams.close();
        }
        if (dhtBegins != null) {
            closeDht();
        }
    }

    private void stopStorage() {
        session.removeStorage(storage);
        await("the storage closes", storage.close());
        storage.shutdown(1_000);
    }

    private void ended() {
        transport.close();
        running = false;
        simulation.runFor(Duration.ofMillis(1));
    }

    /** Ends the process at once; connections are reset, the disk keeps what was written. */
    public void kill() {
        running = false;
        process.kill();
        closeConnections();
        disk.kill();
    }

    /** As {@link #kill}, and the disk loses what was not forced. */
    public void cutPower() {
        running = false;
        process.kill();
        host.resetAll();
        closeConnections();
        disk.cutPower();
    }

    private void closeConnections() {
        transport.close();
        if (dht != null) {
            datagrams.close();
        }
        if (http != null) {
            http.kill();
            trackerDatagrams.close();
        }
    }

    /** Whether the process runs. */
    public boolean isRunning() {
        return running;
    }

    /** The transport bundle stops, and another one starts after a while. */
    public void replaceTransport(Duration gap) {
        session.removeTransport(transport);
        transport.close();
        simulation.runFor(gap);
        transport = host.transport();
        session.addTransport(transport);
    }

    /** The storage bundle stops, and another one starts after a while. */
    public void replaceStorage(Duration gap) {
        session.removeStorage(storage);
        await("the storage closes", storage.close());
        storage.shutdown(1_000);
        simulation.runFor(gap);
        storage = newStorage();
        session.addStorage(storage);
    }

    /** The tracker bundle stops, and another one starts after a while. */
    public void replaceTrackers(Duration gap) {
        session.removePeerSource(trackers);
        closeTrackers();
        simulation.runFor(gap);
        trackers = newTrackers();
        session.addPeerSource(trackers);
    }

    /** The HTTP bundle stops, and another one starts after a while. */
    public void replaceHttp(Duration gap) {
        stopHttp();
        simulation.runFor(gap);
        startHttp();
    }

    /** The HTTP bundle stops. */
    public void stopHttp() {
        SimHttp gone = http;
        http = null;
        gone.close();
    }

    /** An HTTP bundle starts again. */
    public void startHttp() {
        http = newHttp();
        trackers.retry();
    }

    private void closeTrackers() {
        await("the trackers close", trackers.close());
        trackers.shutdown(1_000);
    }

    /** The datagram half of the transport bundle stops, and another one starts after a while. */
    public void replaceDatagrams(Duration gap) {
        trackerDatagrams.close();
        trackerDatagrams = null;
        simulation.runFor(gap);
        trackerDatagrams = host.datagrams();
        trackers.retry();
    }

    /** The DHT bundle stops, and another one starts after a while. */
    public void replaceDht(Duration gap) {
        session.removePeerSource(dht);
        closeDht();
        simulation.runFor(gap);
        startDht();
    }

    private void startDht() {
        datagrams = host.datagrams();
        String purpose = host + "#" + starts + " dht";
        dht = new DhtSource(
                process,
                simulation,
                simulation.randomness(purpose),
                simulation.random(purpose + " secrets"),
                (name, found) -> found.accept(List.of()),
                session::listenAddresses,
                new DhtOptions(true, dhtBegins, new NodeSettings(false, 100_000)));
        dht.transport(datagrams);
        dht.states(storage.state());
        dht.queries(session::dhtQueries);
        session.addPeerSource(dht);
    }

    private void closeDht() {
        await("the DHT closes", dht.close());
        dht.shutdown(1_000);
        datagrams.close();
    }

    /** Its node of the DHT. */
    public DhtSource dht() {
        return dht;
    }

    private SimHttp newHttp() {
        return new SimHttp(process, host.transport());
    }

    private TrackerSource newTrackers() {
        EventLoop loop = process.newLoop("tracker");
        String name = host + "#" + starts + " trackers " + ++trackerStarts;
        Resolver resolver = new Resolver(loop, simulation, unknown -> CompletableFuture.completedFuture(List.of()));
        UdpTracker udp = new UdpTracker(
                loop, simulation, simulation.random(name + " udp")::nextInt, resolver, () -> trackerDatagrams);
        return new TrackerSource(
                loop,
                simulation,
                simulation.randomness(name),
                ANNOUNCES,
                List.of(new HttpTracker(() -> http, "testkit"), udp));
    }

    private DiskStorage newStorage() {
        return new DiskStorage(disk, process, simulation, Limits.defaults(), STATE, USES);
    }

    /** Starts what an earlier run left, as the container does once it is up. */
    public void resume() {
        CompletableFuture<Boolean> resumed = session.resumeTorrents(true).toCompletableFuture();
        await("torrents resume", resumed);
    }

    /** Whether the disk holds exactly the torrent's bytes. */
    public boolean holds(TestTorrent torrent) {
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) {
            if (!holds(torrent, piece)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the disk holds the bytes of a piece. */
    public boolean holds(TestTorrent torrent, int piece) {
        return torrent.isStored(disk::content, DOWNLOADS, piece);
    }

    /** Where a file of a torrent is. */
    public Path path(FileEntry file) {
        return TestTorrent.path(DOWNLOADS, file);
    }

    /** Where peers reach it. */
    public InetSocketAddress endpoint() {
        return host.endpoint(PORT);
    }

    /** Its host. */
    public SimHost host() {
        return host;
    }

    /** The folder of its journal and its states. */
    public Path stateDirectory() {
        return STATE;
    }

    /** Its disk. */
    public SimDisk disk() {
        return disk;
    }

    /** Its session. */
    public Session session() {
        return session;
    }

    /** Its storage. */
    public DiskStorage storage() {
        return storage;
    }

    /** Its transport. */
    public SimTransport transport() {
        return transport;
    }

    /** Its threads. */
    public SimProcess process() {
        return process;
    }

    /** Every alert so far, of all runs. */
    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** The alerts of one name so far. */
    public List<Alert> alerts(String what) {
        return alerts.stream().filter(alert -> alert.what().equals(what)).toList();
    }

    @Override
    public String toString() {
        return host.toString();
    }
}
