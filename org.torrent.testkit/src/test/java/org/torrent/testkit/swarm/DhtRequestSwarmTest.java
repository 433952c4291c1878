package org.torrent.testkit.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;
import org.torrent.spi.dht.DhtQueries;
import org.torrent.testkit.ports.torrent.TestTorrent;

/** Queries of a scripted DHT node, during a transfer: the port that a node asks. */
class DhtRequestSwarmTest {
    private static final InetSocketAddress NODE = new InetSocketAddress("192.0.2.1", 6881);

    private final TestTorrent torrent = TestTorrent.singleFile(1, 700_001, 32 * 1024);
    private final Swarm swarm = new Swarm(1, torrent);
    private final List<String> asked = new ArrayList<>();

    private final class Answering implements SessionPlugin {
        @Override
        public Verdict onDhtRequest(
                String query, InetSocketAddress source, BencodeDictionary message, Map<String, BencodeValue> response) {
            asked.add(query + " from " + source.getAddress().getHostAddress());
            response.put("token", message.string("t").orElseThrow());
            return query.equals("get_peers") ? Verdict.HANDLED : Verdict.PASS;
        }
    }

    private static CompletableFuture<Optional<BencodeDictionary>> query(SimRuntime runtime, String name) {
        CompletionStage<Optional<BencodeDictionary>> answer = runtime.session()
                .dhtQueries()
                .onQuery(
                        name,
                        NODE,
                        BencodeDictionary.of(Map.of("q", BencodeString.of(name), "t", BencodeString.of("aa"))));
        runtime.await("the query is answered", answer);
        return answer.toCompletableFuture();
    }

    @Test
    void onDhtRequest_whenANodeAsksDuringATransfer_shouldAnswerInItsPlaceOrLeaveItToTheNode() {
        SimRuntime seeder = swarm.seeder();
        SimRuntime leecher = swarm.leecher();
        assertThat(query(leecher, "get_peers").join())
                .as("nobody wants to be asked")
                .isEmpty();
        leecher.session()
                .pluginRegistry()
                .addSessionPlugin(new Answering(), new PluginOrigin("answering", "1", 1, 0, Map.of()));
        seeder.add(torrent);
        var download = leecher.add(torrent);
        assertThat(leecher.session().dhtQueries().isWanted()).isTrue();
        assertThat(query(leecher, "ping").join()).isEmpty();
        assertThat(query(leecher, "get_peers").join())
                .contains(BencodeDictionary.of(Map.of("token", BencodeString.of("aa"))));
        assertThat(asked).containsExactly("ping from 192.0.2.1", "get_peers from 192.0.2.1");
        swarm.awaitComplete(Duration.ofMinutes(5), download);
        swarm.stop();
    }

    @Test
    void onDhtRequest_whenTooManyAreHeldOrOneIsLong_shouldLeaveThemToTheNode() {
        SimRuntime runtime = swarm.leecher();
        runtime.session()
                .pluginRegistry()
                .addSessionPlugin(new Answering(), new PluginOrigin("answering", "1", 1, 0, Map.of()));
        swarm.simulation.runFor(Duration.ofSeconds(1));
        DhtQueries queries = runtime.session().dhtQueries();
        BencodeDictionary message = BencodeDictionary.of(Map.of("t", BencodeString.of("aa")));
        List<CompletableFuture<Optional<BencodeDictionary>>> held = new ArrayList<>();
        CompletableFuture<Optional<BencodeDictionary>> next =
                queries.onQuery("get_peers", NODE, message).toCompletableFuture();
        while (!next.isDone()) {
            held.add(next);
            next = queries.onQuery("get_peers", NODE, message).toCompletableFuture();
        }
        assertThat(held).as("of one address").hasSize(PluginLimits.DHT_QUERIES / 2);
        assertThat(next.join()).isEmpty();
        swarm.simulation.runFor(Duration.ofMillis(10));
        assertThat(held).allMatch(answer -> answer.join().isPresent());
        assertThat(queries.onQuery("get_peers", NODE, message).toCompletableFuture())
                .isNotDone();
        BencodeDictionary tooLong =
                BencodeDictionary.of(Map.of("a", BencodeString.of(new byte[PluginLimits.DHT_QUERY_BYTES])));
        assertThat(queries.onQuery("get_peers", NODE, tooLong).toCompletableFuture())
                .isCompletedWithValue(Optional.empty());
        swarm.stop();
    }
}
