package org.torrent.ext.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrent.ext.api.TrackerInfo;

class TrackerListTest {
    private static TrackerInfo tracker(String url, boolean answered, String source) {
        return new TrackerInfo(url, 0, answered, false, source);
    }

    @Test
    void of_shouldTellOfThoseThatAnsweredOnly() {
        TrackerList list = TrackerList.of(List.of(
                tracker("http://own.example", false, "torrent"),
                tracker("http://good.example", true, "peer 192.0.2.1"),
                tracker("http://silent.example", false, "peer 192.0.2.1"),
                tracker("http://secret.example/?passkey=1", true, "torrent")));
        assertThat(list.all()).containsExactly("http://own.example", "http://good.example");
        assertThat(list.answered()).containsExactly("http://good.example");
    }

    @Test
    void of_whenOneIsInTheNetworksOfThisHouse_shouldNotTellIt() {
        TrackerList list = TrackerList.of(List.of(
                tracker("http://10.0.0.1/announce", true, "torrent"),
                tracker("http://nas:6969/announce", true, "user"),
                new TrackerInfo("http://tracker.corp.example/announce", 0, true, true, "torrent"),
                tracker("http://open.example/announce", true, "user")));
        assertThat(list.answered()).containsExactly("http://open.example/announce");
        assertThat(list.all()).containsExactly("http://open.example/announce");
    }

    @Test
    void of_whenThereAreMany_shouldBeBounded() {
        TrackerList list = TrackerList.of(IntStream.range(0, 500)
                .mapToObj(i -> tracker("http://" + i + ".example", true, "torrent"))
                .toList());
        assertThat(list.answered()).hasSize(TrackersLimits.TOLD);
    }

    @Test
    void digest_shouldBeOfTheSortedNormalUrls() throws Exception {
        TrackerList list = TrackerList.of(
                List.of(tracker("udp://B.example:1", true, "torrent"), tracker("HTTP://a.example/X", true, "torrent")));
        byte[] expected = MessageDigest.getInstance("SHA-1").digest("http://a.example/Xudp://b.example:1".getBytes());
        assertThat(list.digest()).isEqualTo(expected);
    }
}
