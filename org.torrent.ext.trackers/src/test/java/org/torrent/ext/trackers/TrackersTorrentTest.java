package org.torrent.ext.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.TorrentContext;
import org.torrent.ext.api.TrackerInfo;

/** What is taken from whom. */
class TrackersTorrentTest {
    private final List<String> added = new ArrayList<>();
    private boolean isPrivate;
    private boolean metadata = true;
    private int repeated;
    private TrackersSettings settings = TrackersSettings.SHIPPED;
    private final TrackersTorrent torrent = new TrackersTorrent(context(), () -> settings);

    private TorrentContext context() {
        return (TorrentContext) Proxy.newProxyInstance(
                TorrentContext.class.getClassLoader(),
                new Class<?>[] {TorrentContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isPrivate" -> isPrivate;
                    case "metadata" -> metadata ? Optional.of(new byte[0]) : Optional.empty();
                    case "trackers" -> List.of(new TrackerInfo("http://own.example", 0, true, false, "torrent"));
                    case "addTrackers" -> {
                        List<String> urls = (List<String>) arguments[0];
                        boolean spoken = urls.get(0).startsWith("http");
                        added.addAll(spoken ? urls : List.of());
                        yield CompletableFuture.completedFuture(spoken ? urls.size() : 0);
                    }
                    case "repeatHandshake" -> {
                        repeated++;
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> urls(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "http://" + i + ".example/announce")
                .toList();
    }

    @Test
    void named_shouldTakeWhatIsNew() {
        torrent.named(
                List.of("http://own.example", "http://new.example", "nonsense", "http://new.example"),
                address("192.0.2.1"));
        assertThat(added).containsExactly("http://new.example");
    }

    @Test
    void named_whenOneHostIsNamedManyTimes_shouldTakeTwoOfIt() {
        torrent.named(
                List.of("http://Own.example./a", "http://own.example:81/b", "http://own.example:82/c"),
                address("192.0.2.1"));
        assertThat(added).as("the torrent has one there").containsExactly("http://Own.example./a");
        torrent.named(
                IntStream.range(1, 60)
                        .mapToObj(i -> "http://victim.example:" + i + "/announce")
                        .toList(),
                address("192.0.2.2"));
        assertThat(added).hasSize(3);
    }

    @Test
    void named_whenOneAddressNamesMany_shouldLeaveRoomForOthers() {
        torrent.named(urls(0, 60), address("192.0.2.1"));
        torrent.named(urls(60, 60), address("192.0.2.1"));
        assertThat(added).hasSize(8);
        torrent.named(urls(200, 2), address("192.0.2.2"));
        assertThat(added).hasSize(10);
    }

    @Test
    void named_whenAddressesAreOfOneNetwork_shouldCountThemAsOne() {
        IntStream.range(1, 50).forEach(i -> torrent.named(urls(i * 10, 1), address("2001:db8:0:1::" + i)));
        assertThat(added).hasSize(8);
        torrent.named(urls(1, 1), address("2001:db8:0:2::1"));
        assertThat(added).hasSize(9);
    }

    @Test
    void named_whenManyAddressesDo_shouldBeBoundedInSum() {
        IntStream.range(1, 200).forEach(i -> torrent.named(urls(i * 10, 3), address("192.0.2." + i)));
        assertThat(added).hasSize(TrackersLimits.TAKEN);
    }

    @Test
    void named_whenTheEngineDoesNotTakeThem_shouldTakeNobodysPlace() {
        for (int i = 0; i < 60; i++) {
            torrent.named(List.of("udp://" + i + ".example:1"), address("192.0.2." + i % 4));
        }
        torrent.named(urls(0, 8), address("192.0.2.1"));
        assertThat(added).hasSize(8);
    }

    @Test
    void named_whenPrivate_shouldTakeNothing() {
        isPrivate = true;
        torrent.named(urls(0, 1), address("192.0.2.1"));
        assertThat(added).isEmpty();
        assertThat(torrent.speaks()).isFalse();
        assertThat(torrent.list().all()).isEmpty();
    }

    @Test
    void named_whenAMagnetWaits_shouldTakeItWithTheMetadata() {
        metadata = false;
        torrent.named(urls(0, 60), address("192.0.2.1"));
        assertThat(added).isEmpty();
        assertThat(torrent.list().answered()).isEmpty();
        metadata = true;
        torrent.onMetadata();
        assertThat(added).hasSize(8);
        assertThat(torrent.list().answered()).containsExactly("http://own.example");
    }

    @Test
    void onMetadata_whenPrivate_shouldForgetAndTellPeers() {
        metadata = false;
        torrent.named(urls(0, 1), address("192.0.2.1"));
        metadata = true;
        isPrivate = true;
        torrent.onMetadata();
        assertThat(added).isEmpty();
        assertThat(repeated).isEqualTo(1);
        isPrivate = false;
        torrent.onMetadata();
        assertThat(added).isEmpty();
    }

    @Test
    void named_whenSwitchedOff_shouldTakeNothing() {
        settings = new TrackersSettings(false, settings.intervalNanos(), 8);
        torrent.named(urls(0, 1), address("192.0.2.1"));
        assertThat(added).isEmpty();
    }
}
