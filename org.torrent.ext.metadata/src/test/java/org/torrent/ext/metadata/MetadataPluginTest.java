package org.torrent.ext.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeInteger;
import org.torrent.model.bencode.BencodeString;

/** The plugin's parts together, by the public contexts alone. */
class MetadataPluginTest {
    private final FakeSwarm swarm = new FakeSwarm();
    private final byte[] metadata = new byte[100_000];

    MetadataPluginTest() {
        new Random(5).nextBytes(metadata);
    }

    private FakeSwarm.Torrent seed() {
        return swarm.new Torrent(metadata, metadata);
    }

    private FakeSwarm.Torrent magnet() {
        return swarm.new Torrent(null, metadata);
    }

    @Test
    void magnet_whenASeedConnects_shouldGetTheMetadataAndOfferItThen() {
        FakeSwarm.Torrent magnet = magnet();
        swarm.connect(seed(), magnet);
        assertThat(magnet.metadata).isEqualTo(metadata);
        assertThat(magnet.peers.get(0).handshake.integer("metadata_size")).hasValue(100_000);
    }

    @Test
    void magnet_whenItGotTheMetadata_shouldServeTheNextMagnet() {
        FakeSwarm.Torrent first = magnet();
        FakeSwarm.Torrent second = magnet();
        swarm.connect(first, second);
        assertThat(second.metadata).isNull();
        swarm.connect(seed(), first);
        assertThat(second.metadata).isEqualTo(metadata);
    }

    private static MetadataConfiguration serve(boolean serve) {
        return new MetadataConfiguration() {
            @Override
            public boolean serve() {
                return serve;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return MetadataConfiguration.class;
            }
        };
    }

    @Test
    void configure_whenItServesNoMore_shouldRejectUntilItDoesAgain() {
        FakeSwarm.Torrent seed = seed();
        FakeSwarm.Torrent magnet = magnet();
        seed.service.configure(serve(false));
        swarm.connect(seed, magnet);
        assertThat(magnet.metadata).isNull();
        seed.service.configure(serve(true));
        for (int second = 0; magnet.metadata == null && second < 60; second++) {
            swarm.nowNanos += 1_000_000_000L;
            magnet.plugin.tick();
            swarm.run();
        }
        assertThat(magnet.metadata).isEqualTo(metadata);
    }

    @Test
    void magnet_whenAPeerLies_shouldDisconnectIt() {
        FakeSwarm.Torrent magnet = magnet();
        swarm.connect(swarm.new Torrent(new byte[50_000], metadata), magnet);
        assertThat(magnet.metadata).isNull();
        assertThat(magnet.peers.get(0).disconnected).contains("hash");
    }

    @Test
    void onExtended_whenItIsAnotherPluginsId_shouldPass() {
        FakeSwarm.Torrent magnet = magnet();
        swarm.connect(seed(), magnet);
        assertThat(magnet.peers.get(0).plugin.onExtended(1, 7, new byte[1])).isEqualTo(Verdict.PASS);
        assertThat(magnet.peers.get(0).plugin.onExtended(1, 1, new byte[1])).isEqualTo(Verdict.HANDLED);
    }

    @Test
    void onExtensionHandshake_whenHostile_shouldNotThrow() {
        FakeSwarm.Torrent magnet = magnet();
        swarm.connect(magnet(), magnet);
        FakeSwarm.Peer peer = magnet.peers.get(0);
        for (long size : new long[] {-1, 0, Long.MAX_VALUE, Long.MIN_VALUE, 31_500_001, 1}) {
            peer.plugin.onExtensionHandshake(BencodeDictionary.of(Map.of("metadata_size", BencodeInteger.of(size))));
        }
        peer.plugin.onExtensionHandshake(
                BencodeDictionary.of(Map.of("m", BencodeString.of("x"), "metadata_size", BencodeString.of("y"))));
        peer.plugin.onExtensionHandshake(BencodeDictionary.empty());
        swarm.run();
        magnet.plugin.tick();
        peer.plugin.onDisconnect("bye");
        magnet.plugin.tick();
        assertThat(magnet.alerts).isEmpty();
    }
}
