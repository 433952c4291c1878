package org.torrent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnounceTest {
    private final FakeSwarm swarm = new FakeSwarm();

    @Test
    void url_whenStarting_shouldCarryEveryParameter() {
        assertThat(Announce.url("http://t/a", swarm, AnnounceEvent.STARTED, 80, 0xab, new byte[0]))
                .isEqualTo("http://t/a?info_hash=%00%ff%20%25%0aAaz%7e-_.%01%02%03%04%05%06%07%08"
                        + "&peer_id=-TO0100-abcdefghij%26%3d&port=6881&uploaded=11&downloaded=22&left=1000"
                        + "&compact=1&no_peer_id=1&numwant=80&key=000000ab&event=started");
    }

    @Test
    void url_whenTheTrackerHasAQueryOrAFragment_shouldAddToTheQuery() {
        String url = Announce.url("http://t/a?k=1#x", swarm, AnnounceEvent.NONE, 80, 1, new byte[] {'i', 0});
        assertThat(url)
                .startsWith("http://t/a?k=1&info_hash=")
                .endsWith("&trackerid=i%00")
                .doesNotContain("event", "#");
    }

    @Test
    void url_whenWhatIsLeftIsUnknown_shouldNotLookLikeASeed() {
        swarm.left = -1;
        assertThat(Announce.url("http://t/", swarm, AnnounceEvent.NONE, 1, 1, new byte[0]))
                .contains("&left=16384&");
    }
}
