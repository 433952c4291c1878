package org.torrent.tracker.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.testkit.ports.datagram.DatagramRecorder;
import org.torrent.testkit.ports.datagram.ScriptedUdpTracker;
import org.torrent.testkit.ports.net.Path;
import org.torrent.testkit.ports.net.SimDatagrams;
import org.torrent.testkit.ports.net.SimHost;
import org.torrent.testkit.ports.net.SimNetwork;
import org.torrent.testkit.ports.sim.Simulation;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.AnnounceEvent;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Announced;
import org.torrent.tracker.FakeSwarm;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;
import org.torrent.tracker.TrackerProtocol;
import org.torrent.tracker.names.Resolver;

/** The shipped protocol on the simulated network, against a tracker that reads what is sent. */
class UdpTrackerTest {
    private static final String TRACKER_HOST = "10.9.0.1";
    private static final String TRACKER = "udp://" + TRACKER_HOST + ":6969/announce?key=1";

    private final Simulation simulation = new Simulation(7);
    private final SimNetwork network = new SimNetwork(simulation);
    private final SimHost here = network.host("10.0.0.1");
    private final SimHost there = network.host(TRACKER_HOST);
    private final EventLoop loop = simulation.newLoop("tracker");
    private final SimDatagrams datagrams = here.datagrams();
    private DatagramTransport current = datagrams;
    private final List<InetAddress> addresses = new ArrayList<>();
    private final FakeSwarm swarm = new FakeSwarm();
    private Duration tookTime;
    private final UdpTracker udp = new UdpTracker(
            loop,
            simulation,
            simulation.random("transactions")::nextInt,
            new Resolver(loop, simulation, host -> CompletableFuture.completedFuture(List.copyOf(addresses))),
            () -> current);

    private ScriptedUdpTracker tracker() throws IOException {
        network.defaultPath(Path.of(Duration.ofMillis(20)));
        swarm.listening = List.of(here.endpoint(6881));
        ScriptedUdpTracker tracker = new ScriptedUdpTracker(there.datagrams(), there.endpoint(6969), 1_800);
        tracker.register(swarm.infoHash().bytes(), new InetSocketAddress("10.0.0.2", 6881));
        return tracker;
    }

    private CompletableFuture<AnnounceAnswer> announce(String url, AnnounceEvent event, boolean hearsay) {
        CompletableFuture<AnnounceAnswer> answer = new CompletableFuture<>();
        Duration asked = simulation.elapsed();
        loop.execute(() -> call(url, event, hearsay).answer().whenComplete((value, failure) -> {
            tookTime = simulation.elapsed().minus(asked);
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer;
    }

    private TrackerProtocol.Call call(String url, AnnounceEvent event, boolean hearsay) {
        return udp.announce(new AnnounceRequest(
                url, event, Announced.of(swarm), 50, 0xcafe, new byte[0], Duration.ofSeconds(20), hearsay));
    }

    private AnnounceAnswer answered(String url) {
        CompletableFuture<AnnounceAnswer> answer = announce(url, AnnounceEvent.STARTED, false);
        simulation.runUntil("it is over", Duration.ofMinutes(1), answer::isDone);
        return answer.getNow(null);
    }

    private String problem(String url, boolean hearsay) {
        CompletableFuture<AnnounceAnswer> answer = announce(url, AnnounceEvent.STARTED, hearsay);
        simulation.runUntil("it is over", Duration.ofMinutes(1), answer::isDone);
        return answer.handle((value, failure) -> value != null ? "answered" : failure.getMessage())
                .getNow("nothing");
    }

    @Test
    void announce_whenTheTrackerAnswers_shouldTellItAllAndTakeItsPeers() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        AnnounceAnswer answer = answered(TRACKER);
        assertThat(answer.peers()).containsExactly(new InetSocketAddress("10.0.0.2", 6881));
        assertThat(answer.intervalSeconds()).isEqualTo(1_800);
        assertThat(answer.leechers()).isEqualTo(2);
        assertThat(answer.seeds()).isZero();
        assertThat(answer.local()).isTrue();
        assertThat(tracker.heard())
                .containsExactly("connect", "announce 10.0.0.1:6881 started left=1000 /announce?key=1");
        assertThat(tookTime).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void announce_whenDatagramsAreLost_shouldGetThrough() throws Exception {
        tracker();
        network.defaultPath(Path.of(Duration.ofMillis(20)).withLoss(0.3).withDuplicates(0.3));
        int answered = 0;
        for (int i = 0; i < 40; i++) {
            answered += problem(TRACKER, false).equals("answered") ? 1 : 0;
        }
        assertThat(answered).isBetween(25, 39); // of four datagrams, each is sent twice within the 20 s
    }

    @Test
    void announce_whenTheTrackerIsSilentOrAway_shouldSaySo() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        tracker.vice(answer -> null);
        assertThat(problem(TRACKER, false)).isEqualTo("no answer within 20 s");
        assertThat(tracker.heard()).containsExactly("connect", "connect");
        tracker.close();
        assertThat(problem(TRACKER, false)).isEqualTo("cannot be reached (connection refused)");
    }

    @Test
    void announce_whenTheNameIsNotLookedUpInTime_shouldNotHoldItAgainstTheHost() {
        UdpTracker slow = new UdpTracker(
                loop,
                simulation,
                () -> 1,
                new Resolver(loop, simulation, host -> new CompletableFuture<>()),
                () -> current);
        List<Throwable> failures = new ArrayList<>();
        loop.execute(() -> slow.announce(new AnnounceRequest(
                        "udp://slow.example:1/",
                        AnnounceEvent.STARTED,
                        Announced.of(swarm),
                        50,
                        1,
                        new byte[0],
                        Duration.ofSeconds(20),
                        false))
                .answer()
                .whenComplete((value, failure) -> failures.add(failure)));
        simulation.runUntil("it is over", Duration.ofMinutes(1), () -> !failures.isEmpty());
        TrackerException failure = (TrackerException) failures.get(0);
        assertThat(failure).hasMessageContaining("not looked up within 20 s");
        assertThat(failure.isOfOurs()).isTrue();
    }

    @Test
    void announce_whenTheTrackerWasStartedAnew_shouldConnectAgain() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        answered(TRACKER);
        tracker.forgetConnections();
        answered(TRACKER);
        assertThat(tracker.heard().stream().map(line -> line.split(" ")[0]))
                .containsExactly("connect", "announce", "mismatch", "connect", "announce");
    }

    @Test
    void announce_whenTheTrackerHasBothFamilies_shouldAskEachOnceAndTakeThePeersOfBoth() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        tracker.register(swarm.infoHash().bytes(), new InetSocketAddress("10.0.0.3", 1));
        addresses.addAll(List.of(
                InetAddress.getByName("2001:db8::1"),
                InetAddress.getByName(TRACKER_HOST),
                InetAddress.getByName("10.9.0.2")));
        swarm.listening = List.of(); // all of them
        AnnounceAnswer answer = answered("udp://both.example:6969/announce");
        assertThat(answer.peers()).hasSize(2);
        assertThat(tracker.heard()).hasSize(2);
        assertThat(tookTime).as("nobody waits for a family that can't be").isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void announce_overIpv6_shouldReadPeersOfThatKind() throws Exception {
        SimHost v6 = network.host("2001:db8::77");
        SimHost home = network.host("2001:db8::1");
        swarm.listening = List.of(home.endpoint(6881));
        current = home.datagrams();
        ScriptedUdpTracker tracker = new ScriptedUdpTracker(v6.datagrams(), v6.endpoint(6969), 60);
        tracker.register(swarm.infoHash().bytes(), new InetSocketAddress("2001:db8::2", 51413));
        AnnounceAnswer answer = answered(tracker.url());
        assertThat(answer.peers()).containsExactly(new InetSocketAddress("2001:db8::2", 51413));
        assertThat(answer.local()).isFalse();
        addresses.add(InetAddress.getByName("10.9.0.1"));
        assertThat(problem("udp://v4.example:1/announce", false))
                .isEqualTo("no address that is listened on leads there");
    }

    @Test
    void announce_whenItLeadsWhereItMayNot_shouldNotAsk() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        for (String url : List.of(
                "udp://127.0.0.1:53/",
                "udp://[::1]:1/x",
                "udp://169.254.1.1:1/announce",
                "udp://224.0.0.251:5353/announce",
                "udp://255.255.255.255:1/announce",
                "udp://[ff02::1]:1/announce")) {
            assertThat(problem(url, false)).as(url).contains("leads into the local network");
        }
        assertThat(problem(TRACKER, true)).contains("leads into the local network");
        assertThat(problem("udp://unknown.example:1", false)).isEqualTo("the host name is unknown");
        assertThat(problem("udp://noport/", false)).contains("no usable host and port");
        assertThat(tracker.heard()).isEmpty();
    }

    @Test
    void announce_whenTheTrackerIsHostile_shouldBelieveNothingThatIsNotShaped() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        tracker.vice(answer -> answer[3] == 0 ? answer : Arrays.copyOf(answer, 19));
        assertThat(problem(TRACKER, false)).isEqualTo("no answer within 20 s");
        assertThat(udp.refused()).isPositive();
        tracker.vice(answer -> Arrays.copyOf(answer, DatagramTransport.MAX_BYTES));
        assertThat(answered(TRACKER).peers()).as("the padding is no peer").hasSize(1);
        tracker.vice(answer -> Arrays.copyOf(answer, answer.length - 1));
        assertThat(problem(TRACKER, false)).isEqualTo("answered");
        tracker.vice(answer -> {
            answer[3] = 9;
            return answer;
        });
        assertThat(problem(TRACKER, false)).isEqualTo("no answer within 20 s");
    }

    @Test
    void announce_whenSomebodyElseAnswersMillionsOfTimes_shouldNotNotice() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        tracker.vice(answer -> null);
        CompletableFuture<AnnounceAnswer> answer = announce(TRACKER, AnnounceEvent.STARTED, false);
        SimHost spoofer = network.host("10.66.0.1");
        DatagramPort port = spoofer.datagrams().open(spoofer.endpoint(6969), 0, new DatagramRecorder(""));
        for (int i = 0; i < 50_000; i++) {
            ByteBuffer lie =
                    ByteBuffer.allocate(16).putInt(0).putInt(i).putLong(i).flip();
            port.send(here.endpoint(6881), lie);
        }
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(answer).isNotDone();
        tracker.vice(same -> same);
        simulation.runUntil("it is answered", Duration.ofSeconds(12), answer::isDone);
        assertThat(answer.getNow(null).peers()).hasSize(1);
    }

    @Test
    void announce_whenOthersShareTheSocket_shouldTakeOnlyItsOwn() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        DatagramRecorder dht = new DatagramRecorder("");
        DatagramPort shared = datagrams.open(here.endpoint(6881), 0, dht);
        answered(TRACKER);
        assertThat(dht.received()).isEmpty();
        SimHost node = network.host("10.5.0.1");
        node.datagrams()
                .open(node.endpoint(1), 0, new DatagramRecorder(""))
                .send(shared.address(), ByteBuffer.wrap("d1:ad2:id20:0123456789012345678ae".getBytes()));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(dht.received()).hasSize(1);
        assertThat(tracker.heard()).hasSize(2);
    }

    @Test
    void announce_whenSeveralAddressesAreListenedOn_shouldLeaveByOneOfThemAndLetOthersHaveTheRest() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        InetSocketAddress loopback = new InetSocketAddress("127.0.0.1", 6881);
        swarm.listening = List.of(loopback, here.endpoint(6881));
        answered(TRACKER);
        assertThat(tracker.heard()).contains("announce 10.0.0.1:6881 started left=1000 /announce?key=1");
        DatagramRecorder dht = new DatagramRecorder("");
        assertThat(datagrams.open(here.endpoint(6881), 0, dht).address()).isEqualTo(here.endpoint(6881));
    }

    @Test
    void announce_whenOnlyLoopbackIsListenedOn_shouldNotAskBeyondIt() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        swarm.listening = List.of(new InetSocketAddress("127.0.0.1", 6881));
        assertThat(problem(TRACKER, false)).isEqualTo("no address that is listened on leads there");
        assertThat(tracker.heard()).isEmpty();
    }

    @Test
    void announce_whenTheAddressChangesOrNobodyAsks_shouldCloseTheSocket() throws Exception {
        tracker();
        List<InetSocketAddress> opened = new ArrayList<>();
        List<InetSocketAddress> closed = new ArrayList<>();
        current = (address, priority, handler) -> {
            opened.add(address);
            DatagramPort port = datagrams.open(address, priority, handler);
            return closing(port, () -> closed.add(address));
        };
        answered(TRACKER);
        swarm.listening = List.of(here.endpoint(6999));
        answered(TRACKER);
        assertThat(opened).containsExactly(here.endpoint(6881), here.endpoint(6999));
        assertThat(closed).containsExactly(here.endpoint(6881));
        simulation.runFor(Duration.ofNanos(2 * Limits.UDP_SOCKET_IDLE_NANOS));
        assertThat(closed).containsExactly(here.endpoint(6881), here.endpoint(6999));
        assertThat(answered(TRACKER).peers()).hasSize(1);
    }

    private static DatagramPort closing(DatagramPort port, Runnable then) {
        return (DatagramPort) Proxy.newProxyInstance(
                DatagramPort.class.getClassLoader(), new Class<?>[] {DatagramPort.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        then.run();
                    }
                    return method.invoke(port, arguments);
                });
    }

    @Test
    void announce_whenThereIsNoTransportOrItGoes_shouldSaySoAndUseTheNext() throws Exception {
        tracker().vice(answer -> null);
        current = null;
        assertThat(problem(TRACKER, false))
                .isEqualTo("there is no datagram transport: start the bundle org.torrent.wire");
        current = datagrams;
        CompletableFuture<AnnounceAnswer> answer = announce(TRACKER, AnnounceEvent.STARTED, false);
        simulation.runFor(Duration.ofSeconds(1));
        datagrams.close();
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(answer).isCompletedExceptionally();
        current = here.datagrams();
        assertThat(problem(TRACKER, false)).isEqualTo("no answer within 20 s");
    }

    @Test
    void isOut_shouldBeSoFromTheConnectionIdOn() throws Exception {
        ScriptedUdpTracker tracker = tracker();
        tracker.vice(answer -> answer[3] == 0 && tracker.heard().size() < 2 ? null : answer);
        List<TrackerProtocol.Call> calls = new ArrayList<>();
        loop.execute(() -> calls.add(call(TRACKER, AnnounceEvent.STARTED, false)));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(calls.get(0).isOut()).isFalse();
        simulation.runFor(Duration.ofSeconds(15));
        assertThat(tracker.heard().get(2)).startsWith("announce");
        assertThat(calls.get(0).isOut()).isTrue();
    }

    @Test
    void cancelAndClose_shouldLeaveNothingBehind() throws Exception {
        tracker().vice(answer -> null);
        List<TrackerProtocol.Call> calls = new ArrayList<>();
        loop.execute(() -> calls.add(call(TRACKER, AnnounceEvent.STARTED, false)));
        simulation.runFor(Duration.ofSeconds(1));
        loop.execute(calls.get(0)::cancel);
        loop.execute(udp::close);
        simulation.runFor(Duration.ofSeconds(1));
        here.datagrams().open(here.endpoint(6881), 0, new DatagramRecorder("")).close(); // nobody has it any more
    }
}
