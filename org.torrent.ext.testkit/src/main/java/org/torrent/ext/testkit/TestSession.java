package org.torrent.ext.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.torrent.api.Alert;
import org.torrent.api.AlertType;
import org.torrent.api.PeerSnapshot;
import org.torrent.api.PluginSnapshot;
import org.torrent.api.TorrentHandle;
import org.torrent.api.TorrentSession;
import org.torrent.ext.api.ExtensionPlugin;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.testkit.swarm.SimRuntime;

/**
 * A session on a machine of its own, in memory: the one that ships, with its storage. Plugins are called as in a container,
 * by the same code with the same guards.
 *
 * <p>Its torrent starts with the first call of {@link #torrent}, {@link #connect} or {@link LoopbackPair#connect}: a plugin that
 * is deployed before takes part in it. One that is deployed later does so when its properties say {@code torrent.adoption=live}.
 */
public final class TestSession {
    private static final String BUNDLE = "org.example.test";
    private static final Set<PluginSnapshot.State> STARTING =
            EnumSet.of(PluginSnapshot.State.STARTING, PluginSnapshot.State.WAITING);
    /** What is told of a plugin that threw, was late or is called no more, until the session has stopped. */
    private static final List<AlertType> TROUBLES =
            List.of(AlertType.PLUGIN_ERROR, AlertType.PLUGIN_QUARANTINED, AlertType.PLUGIN_ABANDONED);

    private static final Duration START_LOOK = Duration.ofMillis(10);
    private static final int START_LOOKS = 300; // 3 s: more than a plugin may take

    private final Lab lab;
    private final SimRuntime machine;
    private TorrentHandle torrent;
    private long services;
    private boolean errorsExpected;

    TestSession(Lab lab, boolean complete) {
        this.lab = lab;
        this.machine = new SimRuntime(lab.simulation(), lab.newHost(), null);
        if (complete) {
            machine.put(lab.torrent());
        }
        machine.start();
    }

    /**
     * Registers an extension, and returns when it is in use.
     *
     * @param properties service properties, each {@code name=value} as in {@code @Component}; a name that is given several times
     *     has several values
     * @throws AssertionError when it is refused, with the reason
     */
    public void deploy(ExtensionPlugin plugin, String... properties) {
        plugins().addExtension(plugin, origin(plugin, properties));
        awaitStart();
    }

    /** Registers a full plugin for torrents, as {@link #deploy(ExtensionPlugin, String...)}. */
    public void deploy(TorrentPluginFactory plugin, String... properties) {
        plugins().addTorrentPluginFactory(plugin, origin(plugin, properties));
        awaitStart();
    }

    /** Registers a full plugin for the session, as {@link #deploy(ExtensionPlugin, String...)}. */
    public void deploy(SessionPlugin plugin, String... properties) {
        plugins().addSessionPlugin(plugin, origin(plugin, properties));
        awaitStart();
    }

    private PluginOrigin origin(Object plugin, String... properties) {
        Map<String, Object> read = new HashMap<>(ServiceProperties.of(properties));
        read.put(PluginOrigin.COMPONENT_NAME, plugin.getClass().getName());
        services++;
        return new PluginOrigin(BUNDLE, "1.0.0", services, 0, read);
    }

    private void awaitStart() {
        for (int looks = 0; looks < START_LOOKS && STARTING.contains(last().state()); looks++) {
            lab.simulation().runFor(START_LOOK);
        }
        PluginSnapshot plugin = last();
        if (plugin.state() != PluginSnapshot.State.ACTIVE) {
            throw new AssertionError(plugin.name() + " is " + plugin.state() + ": " + plugin.reason());
        }
    }

    private PluginSnapshot last() {
        List<PluginSnapshot> here = machine.session().plugins().stream()
                .filter(plugin -> plugin.state() != PluginSnapshot.State.DEPARTED)
                .toList();
        return here.get(here.size() - 1);
    }

    /** Takes a plugin away, as when its bundle stops. */
    public void undeploy(ExtensionPlugin plugin) {
        plugins().removeExtension(plugin);
        lab.simulation().runReady();
    }

    /** Takes a plugin away, as when its bundle stops. */
    public void undeploy(TorrentPluginFactory plugin) {
        plugins().removeTorrentPluginFactory(plugin);
        lab.simulation().runReady();
    }

    /** Takes a plugin away, as when its bundle stops. */
    public void undeploy(SessionPlugin plugin) {
        plugins().removeSessionPlugin(plugin);
        lab.simulation().runReady();
    }

    private PluginsOfSession plugins() {
        return machine.session().pluginRegistry();
    }

    /** The torrent here, started if it is not yet, and checked if this is a seeder. */
    public TorrentHandle torrent() {
        if (torrent == null) {
            torrent = machine.add(lab.torrent());
            lab.await("the torrent's files are checked", () -> switch (torrent.snapshot()
                    .state()) {
                case SEEDING, DOWNLOADING, ERROR -> true;
                default -> false;
            });
        }
        return torrent;
    }

    /**
     * A scripted peer dials this session; returns when both sides have said their handshakes and what they have.
     *
     * @param extensions the names that it offers (BEP 10)
     */
    public TestPeer connect(String... extensions) {
        torrent();
        return new TestPeer(lab, address(), List.of(extensions));
    }

    void dial(InetSocketAddress peer) {
        torrent().connect(List.of(peer));
    }

    void awaitPeer(Predicate<PeerSnapshot> condition) {
        lab.await("a peer said its handshakes", () -> torrent.peers().stream().anyMatch(condition));
    }

    void awaitComplete() {
        machine.await("the torrent is complete", torrent.finished());
        if (!machine.holds(lab.torrent())) {
            throw new AssertionError("what is on the disk is not the torrent");
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return machine.endpoint();
    }

    /** The session as programs see it. */
    public TorrentSession session() {
        return machine.session();
    }

    /** Every alert so far, oldest first; a copy. */
    public List<Alert> alerts() {
        return machine.alerts();
    }

    /** The alerts of one name so far, such as a plugin's own; a copy. */
    public List<Alert> alerts(String what) {
        return machine.alerts(what);
    }

    /** The plugins here throw or are late on purpose: {@link TestSwarm#close} does not mind. */
    public void expectErrors() {
        errorsExpected = true;
    }

    void stop() {
        if (machine.isRunning()) {
            machine.stop();
        }
    }

    List<String> troubles() {
        return errorsExpected
                ? List.of()
                : TROUBLES.stream()
                        .flatMap(type -> machine.alerts(type.what()).stream())
                        .map(Alert::message)
                        .toList();
    }
}
