package org.torrent.session.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.api.AddTorrent;
import org.torrent.ext.api.SessionPlugin;
import org.torrent.ext.api.Verdict;
import org.torrent.model.InfoHash;
import org.torrent.model.TorrentId;
import org.torrent.model.bencode.BencodeDictionary;
import org.torrent.model.bencode.BencodeString;
import org.torrent.model.bencode.BencodeValue;
import org.torrent.model.magnet.MagnetLink;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.TorrentAnswer;

/** What session plugins are asked on their lanes while somebody holds a connection or a query for the answer. */
class SessionQuestionTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 7);
    private static final InfoHash WANTED = InfoHash.of(new byte[20]);
    private static final BencodeDictionary MESSAGE = BencodeDictionary.of(Map.of("q", BencodeString.of("ping")));

    private final World world = new World();
    private final List<String> asked = new ArrayList<>();

    /** Answers as it is told. */
    private class Answering implements SessionPlugin {
        private final String name;
        private final AddTorrent torrent;
        private final Verdict verdict;
        private double seconds;
        private boolean throwing;

        Answering(String name, AddTorrent torrent, Verdict verdict) {
            this.name = name;
            this.torrent = torrent;
            this.verdict = verdict;
        }

        private void asked() {
            asked.add(name);
            world.advanceSeconds(seconds);
            if (throwing) {
                throw new LinkageError("planned");
            }
        }

        @Override
        public AddTorrent onUnknownTorrent(InfoHash infoHash, InetSocketAddress peer) {
            assertThat(infoHash).isEqualTo(WANTED);
            assertThat(peer).isEqualTo(PEER);
            asked();
            return torrent;
        }

        @Override
        public Verdict onDhtRequest(
                String query, InetSocketAddress source, BencodeDictionary message, Map<String, BencodeValue> response) {
            assertThat(message).isEqualTo(MESSAGE);
            asked();
            response.put("by", BencodeString.of(name));
            return verdict;
        }
    }

    private static AddTorrent torrent(String directory) {
        return torrent(directory, WANTED);
    }

    private static AddTorrent torrent(String directory, InfoHash infoHash) {
        return AddTorrent.of(MagnetLink.of(TorrentId.v1(infoHash)), Path.of("/" + directory))
                .build();
    }

    private <P extends SessionPlugin> P add(P plugin, int ranking) {
        world.registry.addSessionPlugin(plugin, world.origin("org.example", ranking, Map.of()));
        world.run();
        return plugin;
    }

    private CompletableFuture<TorrentAnswer> askForTorrent() {
        return world.registry.onUnknownTorrent(TorrentId.v1(WANTED), PEER).toCompletableFuture();
    }

    private CompletableFuture<Optional<BencodeDictionary>> query() {
        return world.registry.onDhtRequest("ping", PEER, MESSAGE, 30).toCompletableFuture();
    }

    private static String directory(CompletableFuture<TorrentAnswer> answer) {
        assertThat(answer).isDone();
        TorrentAnswer given = answer.join();
        return given == null ? "none" : given.parameters().directory().toString();
    }

    private static Optional<String> by(CompletableFuture<Optional<BencodeDictionary>> answer) {
        assertThat(answer).isDone();
        return answer.join().map(response -> response.string("by").orElseThrow().text());
    }

    private long errors() {
        return world.registry.snapshot().stream()
                .mapToLong(plugin -> plugin.errors())
                .sum();
    }

    @Test
    void wants_whenNobodyOverridesTheHook_shouldBeFalse() {
        add(new SessionPlugin() {}, 0);
        int threads = world.loops.size();
        assertThat(world.registry.wantsUnknownTorrents()).isFalse();
        assertThat(world.registry.wantsDhtRequests()).isFalse();
        assertThat(directory(askForTorrent())).isEqualTo("none");
        assertThat(by(query())).isEmpty();
        assertThat(world.loops).as("no thread for nothing").hasSize(threads);
    }

    @Test
    void onUnknownTorrent_whenSeveralAnswer_shouldBeTheHighestRankingAnswer() {
        add(new Answering("low", torrent("low"), Verdict.PASS), 1);
        add(new Answering("none", null, Verdict.PASS), 3);
        add(new Answering("high", torrent("high"), Verdict.PASS), 2);
        assertThat(world.registry.wantsUnknownTorrents()).isTrue();
        CompletableFuture<TorrentAnswer> answer = askForTorrent();
        assertThat(answer).as("nobody is asked on the caller's thread").isNotDone();
        world.run();
        assertThat(directory(answer)).isEqualTo("/high");
        assertThat(asked).contains("none", "high");
    }

    @Test
    void onUnknownTorrent_whenOneThrowsOrNamesAnotherTorrent_shouldChargeItAndTakeTheNext() {
        add(new Answering("throws", torrent("throws"), Verdict.PASS), 3).throwing = true;
        byte[] other = new byte[20];
        other[0] = 1;
        add(new Answering("wrong", torrent("wrong", InfoHash.of(other)), Verdict.PASS), 2);
        add(new Answering("right", torrent("right"), Verdict.PASS), 1);
        CompletableFuture<TorrentAnswer> answer = askForTorrent();
        world.run();
        assertThat(directory(answer)).isEqualTo("/right");
        assertThat(errors()).isEqualTo(2);
        answer.join().blame().accept("planned");
        assertThat(errors()).isEqualTo(3);
    }

    @Test
    void onUnknownTorrent_whenTheFirstDoesNotAnswerInTime_shouldTakeWhatIsThere() {
        Answering slow = add(new Answering("slow", torrent("slow"), Verdict.PASS), 2);
        add(new Answering("quick", torrent("quick"), Verdict.PASS), 1);
        CompletableFuture<TorrentAnswer> answer = askForTorrent();
        slow.seconds = 1.9;
        List<CompletableFuture<TorrentAnswer>> more = new ArrayList<>();
        more.add(askForTorrent());
        world.run();
        assertThat(directory(answer)).as("it answered in time").isEqualTo("/slow");
        assertThat(directory(more.get(0))).as("after 3 s it is too late").isEqualTo("/quick");
        int before = asked.size();
        world.run();
        assertThat(asked).hasSize(before);
    }

    @Test
    void onUnknownTorrent_whenThePluginLeaves_shouldHaveNoAnswerAtOnce() {
        Answering plugin = add(new Answering("leaves", torrent("leaves"), Verdict.PASS), 1);
        CompletableFuture<TorrentAnswer> answer = askForTorrent();
        world.registry.removeSessionPlugin(plugin);
        world.run();
        assertThat(directory(answer)).isEqualTo("none");
        assertThat(asked).isEmpty();
    }

    @Test
    void onQuery_whenOneHandlesIt_shouldAnswerWithItsResponse() {
        add(new Answering("passes", null, Verdict.PASS), 3);
        add(new Answering("handles", null, Verdict.HANDLED), 2);
        add(new Answering("too late", null, Verdict.HANDLED), 1);
        CompletableFuture<Optional<BencodeDictionary>> answer = query();
        assertThat(answer).isNotDone();
        world.run();
        assertThat(by(answer)).contains("handles");
    }

    @Test
    void onQuery_whenNobodyHandlesIt_shouldLeaveItToTheNode() {
        add(new Answering("passes", null, Verdict.PASS), 1);
        add(new Answering("throws", null, Verdict.HANDLED), 2).throwing = true;
        CompletableFuture<Optional<BencodeDictionary>> answer = query();
        world.run();
        assertThat(by(answer)).isEmpty();
        assertThat(errors()).isEqualTo(1);
    }

    @Test
    void onQuery_whenTheResponseIsNoGood_shouldChargeThePlugin() {
        SessionPlugin large = new SessionPlugin() {
            @Override
            public Verdict onDhtRequest(
                    String query,
                    InetSocketAddress source,
                    BencodeDictionary message,
                    Map<String, BencodeValue> response) {
                response.put("x", BencodeString.of(new byte[PluginLimits.DHT_RESPONSE_BYTES]));
                return Verdict.HANDLED;
            }
        };
        SessionPlugin holed = new SessionPlugin() {
            @Override
            public Verdict onDhtRequest(
                    String query,
                    InetSocketAddress source,
                    BencodeDictionary message,
                    Map<String, BencodeValue> response) {
                response.put("x", null);
                return Verdict.HANDLED;
            }
        };
        add(large, 2);
        add(holed, 1);
        CompletableFuture<Optional<BencodeDictionary>> answer = query();
        world.run();
        assertThat(by(answer)).isEmpty();
        assertThat(errors()).isEqualTo(2);
        assertThat(world.alerts).anyMatch(alert -> alert.message().contains("fit into a datagram"));
    }

    @Test
    void onQuery_whenThePluginIsSlow_shouldLeaveItToTheNodeAfterASecond() {
        Answering slow = add(new Answering("slow", null, Verdict.HANDLED), 1);
        slow.seconds = 0.9;
        CompletableFuture<Optional<BencodeDictionary>> first = query();
        CompletableFuture<Optional<BencodeDictionary>> second = query();
        world.run();
        assertThat(by(first)).contains("slow");
        assertThat(by(second)).as("it had waited").isEmpty();
    }
}
