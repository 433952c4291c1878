package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    private final Announcer announcer = new Announcer(http, http, List.of(http, new BrokenProtocol()), 2);

    private Announcer.Ticket announce(String url) {
        return announce(announcer, url);
    }

    private Announcer.Ticket announce(Announcer asking, String url) {
        AnnounceRequest request = new AnnounceRequest(
                url,
                AnnounceEvent.STARTED,
                Announced.of(new FakeSwarm()),
                1,
                1,
                new byte[0],
                Duration.ofSeconds(1),
                false);
        return asking.announce(request, false, () -> {}, outcome -> ended.add(url + " " + outcome.problem()));
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

    /** Never answers; three at a time. */
    private static final class SilentProtocol implements TrackerProtocol {
        private final List<String> asked = new ArrayList<>();

        @Override
        public List<String> schemes() {
            return List.of("udp");
        }

        @Override
        public int parallel() {
            return 3;
        }

        @Override
        public Call announce(AnnounceRequest request) {
            asked.add(request.url());
            return new Call() {
                @Override
                public CompletionStage<AnnounceAnswer> answer() {
                    return new CompletableFuture<>();
                }

                @Override
                public void cancel() {
                    asked.remove(request.url());
                }
            };
        }
    }

    @Test
    void announce_whenAProtocolHasItsOwnNumber_shouldNotHoldUpTheOthers() {
        SilentProtocol udp = new SilentProtocol();
        Announcer both = new Announcer(http, http, List.of(http, udp), 2);
        List<Announcer.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tickets.add(announce(both, "udp://" + i));
        }
        assertThat(udp.asked).containsExactly("udp://0", "udp://1", "udp://2");
        announce(both, "http://0");
        announce(both, "http://1");
        announce(both, "http://2");
        assertThat(http.calls).extracting(FakeRuntime.Announce::host).containsExactly("0", "1");
        tickets.get(1).cancel();
        assertThat(udp.asked).containsExactly("udp://0", "udp://2", "udp://3");
        both.cancelAll();
        assertThat(udp.asked).isEmpty();
        assertThat(http.calls).isEmpty();
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
    void announce_whenOneHostIsAskedOften_shouldLetOthersGoFirst() {
        Announcer wide = new Announcer(http, http, List.of(http), 20);
        for (int i = 0; i < 10; i++) {
            announce(wide, "http://busy/" + i);
        }
        announce(wide, "http://other/");
        assertThat(http.calls).extracting(FakeRuntime.Announce::host).containsExactly("busy", "busy", "busy", "other");
        http.pass(1);
        assertThat(http.calls).as("at the same time").hasSize(Limits.PER_HOST + 1);
        http.calls.get(0).fail();
        assertThat(http.calls).hasSize(Limits.PER_HOST + 1);
    }

    @Test
    void announce_whenAHostFailsInARow_shouldFailAtOnceUntilOneTriesForAll() {
        Announcer wide = new Announcer(http, http, List.of(http), 20);
        List<String> back = new ArrayList<>();
        wide.onBack(back::add);
        for (int i = 0; i < Limits.HOST_FAILURES; i++) {
            http.pass(1);
            announce(wide, "http://down/");
            http.call().fail();
        }
        ended.clear();
        announce(wide, "http://down/");
        announce(wide, "http://up/");
        assertThat(http.call().host()).isEqualTo("up");
        assertThat(ended).containsExactly("http://down/ broken; down failed 20 times, it is left alone for 15 s");
        http.call().answer(60, -1);

        http.pass(15);
        announce(wide, "http://down/1");
        announce(wide, "http://down/2");
        announce(wide, "http://down/3");
        assertThat(http.call().request.url()).endsWith("/1");
        ended.clear();
        http.call().fail();
        assertThat(ended)
                .containsExactly(
                        "http://down/1 broken",
                        "http://down/2 broken; down failed 21 times, it is left alone for 30 s",
                        "http://down/3 broken; down failed 21 times, it is left alone for 30 s");
        http.pass(30);
        announce(wide, "http://down/4");
        announce(wide, "http://down/5");
        http.call().answer(60, -1);
        http.pass(1);
        assertThat(back).containsExactly("down");
        assertThat(http.call().request.url()).endsWith("/5");
    }

    @Test
    void announce_whenTheTrackerRefusesOrTheUrlIsWrong_shouldNotBlameTheHost() {
        for (int i = 0; i < 3 * Limits.HOST_FAILURES; i++) {
            http.pass(1);
            announce("http://t/");
            http.call().fail(TrackerException.refusal("unregistered torrent", 0));
        }
        assertThat(ended).hasSize(3 * Limits.HOST_FAILURES).allMatch(line -> line.endsWith("unregistered torrent"));
    }

    @Test
    void announce_whenItIsAGoodbye_shouldWaitForNoPace() {
        for (int i = 0; i < 10; i++) {
            announce("http://t/");
        }
        assertThat(http.calls).hasSize(2);
        http.calls.get(0).answer(60, -1);
        AnnounceRequest goodbye = new AnnounceRequest(
                "http://t/",
                AnnounceEvent.STOPPED,
                Announced.of(new FakeSwarm()),
                0,
                1,
                new byte[0],
                Duration.ofSeconds(1),
                false);
        http.calls.get(0).answer(60, -1);
        announcer.announce(goodbye, false, () -> {}, outcome -> ended.add("good-bye"));
        assertThat(http.calls).extracting(FakeRuntime.Announce::event).contains("stopped");
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
