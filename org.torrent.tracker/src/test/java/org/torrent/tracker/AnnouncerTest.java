package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final FakeRuntime http = new FakeRuntime();
    private final List<String> ended = new ArrayList<>();

    /** A second protocol: a class of its own and its place in the list is all it takes. */
    private static final class BrokenProtocol implements TrackerProtocol {
        @Override
        public List<String> schemes() {
            return List.of("udp");
        }

        @Override
        public Call announce(AnnounceRequest request) {
            throw new NoClassDefFoundError("thrown by the test");
        }
    }

    private final Announcer announcer = new Announcer(http, List.of(http, new BrokenProtocol()), 2);

    private Announcer.Ticket announce(String url) {
        AnnounceRequest request = new AnnounceRequest(
                url,
                AnnounceEvent.STARTED,
                Announced.of(new FakeSwarm()),
                1,
                1,
                new byte[0],
                Duration.ofSeconds(1),
                false);
        return announcer.announce(request, outcome -> ended.add(url + " " + outcome.problem()));
    }

    @Test
    void schemes_whenThereAreSeveral_shouldNameThem() {
        assertThat(announcer.schemes()).isEqualTo("http, https and udp");
        assertThat(announcer.speaks("UDP://t:1")).isTrue();
        assertThat(announcer.speaks(" http://t/")).isTrue();
        assertThat(announcer.speaks("wss://t/")).isFalse();
        assertThat(announcer.speaks("http:/t")).isFalse();
        assertThat(announcer.speaks("")).isFalse();
    }

    @Test
    void announce_whenTooManyRun_shouldWaitForItsTurn() {
        announce("http://1");
        announce("http://2");
        announce("http://3");
        Announcer.Ticket fourth = announce("http://4");
        assertThat(http.calls).extracting(FakeRuntime.Announce::host).containsExactly("1", "2");
        fourth.cancel();
        http.calls.get(0).fail();
        assertThat(http.calls).extracting(FakeRuntime.Announce::host).containsExactly("2", "3");
        http.calls.get(0).fail();
        http.calls.get(0).fail();
        assertThat(http.calls).isEmpty();
        assertThat(ended).containsExactly("http://1 broken", "http://2 broken", "http://3 broken");
    }

    @Test
    void announce_whenTheProtocolThrowsOrFails_shouldGiveTheOutcome() {
        announce("udp://t");
        announce("http://t");
        http.call().fail(new IllegalStateException("oops"));
        assertThat(ended).hasSize(2);
        assertThat(ended.get(0)).startsWith("udp://t internal error: ");
        assertThat(ended.get(1)).startsWith("http://t internal error: ");
    }

    @Test
    void cancel_whenUnderWay_shouldMakeRoomAndTellNothing() {
        Announcer.Ticket first = announce("http://1");
        announce("http://2");
        announce("http://3");
        FakeRuntime.Announce call = http.calls.get(0);
        first.cancel();
        assertThat(call.cancelled).isTrue();
        call.fail();
        assertThat(http.calls).extracting(FakeRuntime.Announce::host).containsExactly("2", "3");
        assertThat(ended).isEmpty();
    }

    @Test
    void cancelAll_whenSomeRunAndSomeWait_shouldEndAllAndTellNothing() {
        for (int i = 0; i < 5; i++) {
            announce("http://" + i);
        }
        announcer.cancelAll();
        assertThat(ended).isEmpty();
        assertThat(http.calls).isEmpty();
    }

    @Test
    void withdraw_whenItWaits_shouldTakeItBackAndNotWhenItWentOut() {
        Announcer.Ticket first = announce("http://1");
        announce("http://2");
        Announcer.Ticket waiting = announce("http://3");
        assertThat(waiting.withdraw()).isTrue();
        assertThat(first.withdraw()).isFalse();
        http.calls.get(0).fail();
        assertThat(http.calls).extracting(FakeRuntime.Announce::host).containsExactly("2");
        assertThat(ended).hasSize(1);
    }
}
