package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PluginProperties;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.TorrentPluginFactory;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeException;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.session.plugin.PluginsOfSession;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.peer.SeedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;

/**
 * The extension of a bundle stops, starts again and is updated while a torrent transfers: what the peer is told of it, and
 * that nobody loses the connection. For the tests of such bundles.
 */
public final class ReturningExtension {
    private static final long BYTES_PER_SECOND = 20_000;
    private static final int FIRST_THEIR_ID = 40;

    private final Simulation simulation = new Simulation(5);
    private final SimNetwork network = new SimNetwork(simulation);
    private final TestTorrent torrent = TestTorrent.singleFile(5, 4_000_001, 32 * 1024);
    private final Supplier<Object> plugins;
    private final String[] names;
    private final List<Talker> peers = new ArrayList<>();
    private final SimRuntime ours;
    private final TorrentHandle download;
    private Object plugin;

    /** Offers the names itself, and keeps every extension handshake. */
    private final class Talker extends SeedPeer {
        Talker() {
            super(torrent, "talker");
        }

        @Override
        protected void onHandshake(Handshake handshake) {
            Map<String, BencodeValue> offered = new TreeMap<>();
            for (String name : names) {
                offered.put(name, BencodeInteger.of(FIRST_THEIR_ID + offered.size()));
            }
            send(new Message.Extended(
                    0, BencodeEncoder.encode(BencodeDictionary.of(Map.of("m", BencodeDictionary.of(offered))))));
            super.onHandshake(handshake);
        }

        List<BencodeDictionary> handshakes() {
            return messages(Message.Extended.class).stream()
                    .filter(message -> message.id() == 0)
                    .map(message -> decoded(message.body()))
                    .toList();
        }
    }

    /**
     * Starts a transfer with the extension there.
     *
     * @param plugins makes the service of one start of the bundle: a {@code SessionPlugin} or a {@code TorrentPluginFactory}
     * @param names that it offers
     */
    public ReturningExtension(Supplier<Object> plugins, String... names) {
        this.plugins = plugins;
        this.names = names;
        SimHost seed = network.host("10.1.0.2");
        try {
            ScriptedPeer.listen(seed.transport(), seed.endpoint(SimRuntime.PORT), () -> {
                peers.add(new Talker());
                return peers.get(peers.size() - 1);
            });
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        ours = new SimRuntime(simulation, network.host("10.1.0.1").bandwidth(BYTES_PER_SECOND, BYTES_PER_SECOND), null)
                .start();
        deploy();
        CompletableFuture<TorrentHandle> added = ours.session()
                .add(AddTorrent.of(torrent.metainfo(), java.nio.file.Path.of("/home/downloads"))
                        .peers(List.of(seed.endpoint(SimRuntime.PORT)))
                        .build())
                .toCompletableFuture();
        ours.await("the torrent is added", added);
        download = added.join();
    }

    /** Stops, starts again and updates it; the transfer ends on its only connection. */
    public void check() {
        simulation.runUntil(
                "our handshake", Duration.ofMinutes(1), () -> !handshakes().isEmpty());
        pass(5);
        Map<String, Long> ids = offers();
        assertThat(ids).as("offered").hasSize(names.length).doesNotContainValue(0L);
        int before = handshakes().size();

        undeploy();
        pass(4);
        assertThat(handshakes()).as("nothing is told within 5 s").hasSize(before);
        pass(3);
        assertThat(handshakes()).as("then it is told").hasSize(before + 1);
        assertThat(offers()).hasSize(names.length);
        assertThat(offers().values()).containsOnly(0L);

        deploy();
        pass(3);
        assertThat(handshakes()).as("it is back").hasSize(before + 2);
        assertThat(offers()).as("with the ids it had").isEqualTo(ids);

        for (int update = 0; update < 20; update++) {
            undeploy();
            pass(1);
            deploy();
            pass(2);
        }
        assertThat(handshakes()).as("an update tells nothing").hasSize(before + 2);
        assertThat(offers()).isEqualTo(ids);
        assertThat(download.finished().toCompletableFuture())
                .as("it still transfers")
                .isNotDone();
        simulation.runUntil("it is complete", Duration.ofMinutes(10), () -> download.finished()
                .toCompletableFuture()
                .isDone());
        assertThat(peers).as("connections").hasSize(1);
        ours.stop();
    }

    private void pass(int seconds) {
        simulation.runFor(Duration.ofSeconds(seconds));
        assertThat(peers.stream().filter(Talker::isOpen))
                .as("connections that are up")
                .hasSize(1);
    }

    /** How many messages that are no handshake came so far. */
    public int messages() {
        return (int) peers.get(0).messages(Message.Extended.class).stream()
                .filter(message -> message.id() != 0)
                .count();
    }

    private List<BencodeDictionary> handshakes() {
        return peers.isEmpty() ? List.of() : peers.get(0).handshakes();
    }

    private Map<String, Long> offers() {
        List<BencodeDictionary> all = handshakes();
        BencodeDictionary offered = all.get(all.size() - 1).dictionary("m").orElseThrow();
        Map<String, Long> ids = new TreeMap<>();
        for (String name : names) {
            offered.integer(name).ifPresent(id -> ids.put(name, id));
        }
        return ids;
    }

    private void deploy() {
        plugin = plugins.get();
        PluginsOfSession registry = ours.session().pluginRegistry();
        PluginOrigin origin = new PluginOrigin(
                "under.test",
                "1",
                1,
                0,
                Map.of(
                        PluginProperties.EXTENSION_NAMES,
                        names,
                        PluginProperties.ADOPTION,
                        PluginProperties.ADOPTION_LIVE));
        if (plugin instanceof SessionPlugin full) {
            registry.addSessionPlugin(full, origin);
        } else {
            registry.addTorrentPluginFactory((TorrentPluginFactory) plugin, origin);
        }
    }

    private void undeploy() {
        PluginsOfSession registry = ours.session().pluginRegistry();
        if (plugin instanceof SessionPlugin full) {
            registry.removeSessionPlugin(full);
        } else {
            registry.removeTorrentPluginFactory((TorrentPluginFactory) plugin);
        }
        plugin = null;
    }

    private static BencodeDictionary decoded(byte[] body) {
        try {
            return (BencodeDictionary) BencodeDecoder.decode(body, BencodeLimits.MESSAGE);
        } catch (BencodeException e) {
            throw new AssertionError(e);
        }
    }
}
