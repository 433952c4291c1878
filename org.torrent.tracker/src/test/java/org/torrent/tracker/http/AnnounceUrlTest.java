package org.torrent.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.torrent.tracker.AnnounceEvent;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Announced;
import org.torrent.tracker.FakeSwarm;

class AnnounceUrlTest {
    private final FakeSwarm swarm = new FakeSwarm();

    private String url(String tracker, AnnounceEvent event, int wanted, int key, byte[] trackerId) {
        return AnnounceUrl.of(new AnnounceRequest(
                tracker, event, Announced.of(swarm), wanted, key, trackerId, Duration.ofSeconds(1), false));
    }

    @Test
    void url_whenStarting_shouldCarryEveryParameter() {
        assertThat(url("http://t/a", AnnounceEvent.STARTED, 80, 0xab, new byte[0]))
                .isEqualTo("http://t/a?info_hash=%00%ff%20%25%0aAaz%7e-_.%01%02%03%04%05%06%07%08"
                        + "&peer_id=-TO0100-abcdefghij%26%3d&port=6881&uploaded=11&downloaded=22&left=1000"
                        + "&compact=1&no_peer_id=1&numwant=80&key=000000ab&event=started");
    }

    @Test
    void url_whenTheTrackerHasAQueryOrAFragment_shouldAddToTheQuery() {
        String url = url("http://t/a?k=1#x", AnnounceEvent.NONE, 80, 1, new byte[] {'i', 0});
        assertThat(url)
                .startsWith("http://t/a?k=1&info_hash=")
                .endsWith("&trackerid=i%00")
                .doesNotContain("event", "#");
    }

    @Test
    void url_whenWhatIsLeftIsUnknown_shouldNotLookLikeASeed() {
        swarm.left = -1;
        assertThat(url("http://t/", AnnounceEvent.NONE, 1, 1, new byte[0])).contains("&left=16384&");
    }
}
