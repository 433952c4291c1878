package org.torrent.ext.pex;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.torrent.api.AddTorrent;
import org.torrent.api.TorrentHandle;
import org.torrent.ext.api.PluginProperties;
import org.torrent.model.InfoHash;
import org.torrent.model.bencode.BencodeDecoder;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeEncoder;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeLimits;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.model.metainfo.Metainfo;
import org.torrent.model.metainfo.MetainfoParser;
import org.torrent.protocol.Handshake;
import org.torrent.protocol.Message;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.testkit.peer.ScriptedPeer;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.testkit.ports.torrent.TestTorrent;
import org.torrent.testkit.swarm.SimRuntime;

/** Swarms without a tracker, in which peers find each other by ut_pex alone. */
abstract class PexSwarm {
    static final int THEIR_ID = 7;
    static final Path DOWNLOADS = Path.of("/home/downloads");
    final Simulation simulation = new Simulation(11);
    final SimNetwork network = new SimNetwork(simulation);
    final TestTorrent torrent = TestTorrent.singleFile(11, 300_001, 64 * 1024);
    final List<SimRuntime> runtimes = new ArrayList<>();
    final List<ScriptedPeer> scripted = new ArrayList<>();
    int seconds;
    final PexPlugin plugin = new PexPlugin();

    @AfterEach
    void stop() {
        runtimes.forEach(SimRuntime::stop);
    }

    SimRuntime runtime(String host) {
        SimRuntime runtime = new SimRuntime(simulation, network.host(host), null).start();
        runtimes.add(runtime);
        runtime.session()
                .pluginRegistry()
                .addSessionPlugin(
                        plugin,
                        new PluginOrigin(
                                "org.torrent.ext.pex",
                                "1",
                                1,
                                0,
                                Map.of(
                                        PluginProperties.EXTENSION_NAMES,
                                        PexPlugin.NAME,
                                        PluginProperties.ADOPTION,
                                        PluginProperties.ADOPTION_LIVE)));
        return runtime;
    }

    TorrentHandle add(SimRuntime runtime, Metainfo metainfo, InetSocketAddress... peers) {
        CompletableFuture<TorrentHandle> added = runtime.session()
                .add(AddTorrent.of(metainfo, DOWNLOADS).peers(List.of(peers)).build())
                .toCompletableFuture();
        runtime.await("the torrent is added", added);
        return added.join();
    }

    static InetSocketAddress listening(SimRuntime runtime) {
        return runtime.host().endpoint(SimRuntime.PORT);
    }

    void await(String what, java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            pass(Duration.ofSeconds(1));
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    /** Time passes, and scripted peers say that they are there. */
    void pass(Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minusSeconds(1)) {
            simulation.runFor(Duration.ofSeconds(1));
            if (++seconds % 30 == 0) {
                scripted.stream().filter(ScriptedPeer::isOpen).forEach(peer -> peer.send(new Message.KeepAlive()));
            }
        }
    }

    static Metainfo privately(TestTorrent torrent) throws Exception {
        byte[] raw = new byte[torrent.metainfo().rawInfo().remaining()];
        torrent.metainfo().rawInfo().get(raw);
        BencodeDictionary known = (BencodeDictionary) BencodeDecoder.decode(raw, BencodeLimits.METADATA);
        Map<String, BencodeValue> info = new TreeMap<>(known.entries());
        info.put("private", BencodeInteger.of(1));
        return MetainfoParser.parseInfo(BencodeEncoder.encode(BencodeDictionary.of(info)), List.of());
    }

    /** A peer that speaks ut_pex and says where it listens. */
    ScriptedPeer scripted(Metainfo metainfo, int port) {
        ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.handshake(wireHash(metainfo), "pex" + port)) {
            @Override
            protected void onHandshake(Handshake handshake) {
                super.onHandshake(handshake);
                send(new Message.Extended(0, PexSwarm.handshake(THEIR_ID, port)));
                send(new Message.HaveNone());
            }
        };
        return peer;
    }

    static InfoHash wireHash(Metainfo metainfo) {
        return metainfo.id().infoHashes().get(0);
    }

    static byte[] handshake(int id, int port) {
        return handshake(id, port, Map.of());
    }

    static byte[] handshake(int id, int port, Map<String, BencodeValue> more) {
        Map<String, BencodeValue> keys = new TreeMap<>(more);
        keys.put("m", BencodeDictionary.of(Map.of(PexPlugin.NAME, BencodeInteger.of(id))));
        keys.put("p", BencodeInteger.of(port));
        return BencodeEncoder.encode(BencodeDictionary.of(keys));
    }

    ScriptedPeer dial(SimRuntime runtime, Metainfo metainfo, String host, int port) {
        ScriptedPeer peer = scripted(metainfo, port);
        SimHost from = network.host(host);
        peer.dial(from.transport(), listening(runtime));
        scripted.add(peer);
        await("the handshake of " + host, () -> !extended(peer, 0).isEmpty());
        pass(Duration.ofSeconds(2)); // the session knows where it listens
        return peer;
    }

    static List<byte[]> extended(ScriptedPeer peer, int id) {
        return peer.messages(Message.Extended.class).stream()
                .filter(message -> message.id() == id)
                .map(Message.Extended::body)
                .toList();
    }

    static List<PexMessage> told(ScriptedPeer peer) {
        return extended(peer, THEIR_ID).stream()
                .map(body -> PexMessage.parse(body).orElseThrow())
                .toList();
    }

    static BencodeDictionary names(byte[] handshake) {
        try {
            BencodeValue value = BencodeDecoder.decode(handshake, BencodeLimits.MESSAGE);
            return ((BencodeDictionary) value).dictionary("m").orElseThrow();
        } catch (org.torrent.model.bencode.BencodeException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] naming(InetSocketAddress... endpoints) {
        return new PexMessage(
                        Arrays.stream(endpoints)
                                .map(endpoint -> new PexPeer(endpoint, 0))
                                .toList(),
                        List.of(),
                        0)
                .encode();
    }

    TorrentHandle addMagnet(SimRuntime runtime, Metainfo metainfo) throws Exception {
        String link = "magnet:?xt=urn:btih:" + wireHash(metainfo);
        CompletableFuture<TorrentHandle> added = runtime.session()
                .add(AddTorrent.of(MagnetLink.parse(link), DOWNLOADS).build())
                .toCompletableFuture();
        runtime.await("the torrent is added", added);
        return added.join();
    }
}
