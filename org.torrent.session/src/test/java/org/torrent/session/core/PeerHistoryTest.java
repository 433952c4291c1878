package org.torrent.session.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Who came and went since a mark. */
class PeerHistoryTest {
    private static final InetSocketAddress A = new InetSocketAddress("192.0.2.1", 1);
    private static final InetSocketAddress B = new InetSocketAddress("192.0.2.2", 2);

    private final PeerHistory<String> history = new PeerHistory<>(4);

    @Test
    void since_whenTheMarkIsZero_shouldBeAllThatAreThere() {
        history.gained(A, "a");
        history.gained(B, "b");
        history.lost(A, "a");
        PeerHistory.Since<String> all = history.since(0);
        assertThat(all.whole()).isTrue();
        assertThat(all.gained()).containsOnlyKeys(B);
        assertThat(all.lost()).isEmpty();
    }

    @Test
    void since_whenOneCameAndOneWent_shouldTellBothOnce() {
        history.gained(A, "a");
        long mark = history.since(0).mark();
        history.lost(A, "a");
        history.gained(B, "b");
        PeerHistory.Since<String> since = history.since(mark);
        assertThat(since.whole()).isFalse();
        assertThat(since.gained()).containsOnlyKeys(B);
        assertThat(since.lost()).containsExactly(A);
        PeerHistory.Since<String> later = history.since(since.mark());
        assertThat(later.whole()).isFalse();
        assertThat(later.gained()).isEmpty();
        assertThat(later.lost()).isEmpty();
    }

    @Test
    void since_whenOneCameAndWentAgain_shouldTellNothingOfIt() {
        history.gained(A, "a");
        long mark = history.since(0).mark();
        history.gained(B, "b");
        history.lost(B, "b");
        history.lost(A, "a");
        history.gained(A, "other");
        PeerHistory.Since<String> since = history.since(mark);
        assertThat(since.gained()).isEmpty();
        assertThat(since.lost()).isEmpty();
    }

    @Test
    void since_whenTheMarkIsTooOldOrOfAnotherLife_shouldBeTheWhole() {
        history.gained(A, "a");
        long mark = history.since(0).mark();
        for (int i = 0; i < 4; i++) {
            history.gained(B, "b");
            history.lost(B, "b");
        }
        assertThat(history.since(mark).whole()).isTrue();
        assertThat(history.since(mark).gained()).containsOnlyKeys(A);
        assertThat(history.since(Long.MAX_VALUE).whole()).isTrue();
    }

    @Test
    void lost_whenAnotherConnectionHoldsThePlace_shouldChangeNothing() {
        history.gained(A, "first");
        history.gained(A, "second");
        long mark = history.since(0).mark();
        history.lost(A, "second");
        assertThat(history.since(mark).lost()).isEmpty();
        history.lost(A, "first");
        assertThat(history.since(mark).lost()).containsExactly(A);
    }
}
