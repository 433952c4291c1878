package org.torrent.ext.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(120);
    private static final TrackerList A = new TrackerList(List.of("http://a"), List.of("http://a"));
    private static final TrackerList AB =
            new TrackerList(List.of("http://a", "http://b"), List.of("http://a", "http://b"));

    private final Conversation conversation = new Conversation(TrackersLimits.FIRST_NANOS);

    private List<String> due(TrackerList list, long seconds) {
        return conversation.due(() -> list, INTERVAL, TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void due_whenTheyDidNotGreet_shouldBeNothing() {
        assertThat(due(A, 1_000)).isEmpty();
    }

    @Test
    void due_whenListsDiffer_shouldBeAllAfterFiveSecondsThenNewsAfterTheInterval() {
        conversation.greeted(new byte[0], A, 0);
        assertThat(due(A, 4)).isEmpty();
        assertThat(due(A, 5)).containsExactly("http://a");
        assertThat(due(AB, 124)).isEmpty();
        assertThat(due(AB, 125)).containsExactly("http://b");
        assertThat(due(AB, 10_000)).isEmpty();
    }

    @Test
    void due_whenListsAreTheSame_shouldBeNewsOnly() {
        conversation.greeted(A.digest(), A, 0);
        assertThat(due(A, 5)).isEmpty();
        assertThat(due(AB, 6)).containsExactly("http://b");
    }

    @Test
    void due_whenTheyNamedIt_shouldLeaveItOut() {
        conversation.greeted(new byte[0], AB, 0);
        conversation.remember(List.of("http://a"));
        assertThat(due(AB, 5)).containsExactly("http://b");
    }

    @Test
    void due_whenItDidNotReachThem_shouldBeToldAgain() {
        conversation.greeted(new byte[0], A, 0);
        conversation.untold(due(A, 5));
        assertThat(due(A, 125)).containsExactly("http://a");
    }

    @Test
    void greeted_whenRepeated_shouldNotBeginAnew() {
        conversation.greeted(new byte[0], A, 0);
        assertThat(due(A, 5)).containsExactly("http://a");
        conversation.greeted(new byte[0], A, TimeUnit.SECONDS.toNanos(6));
        assertThat(due(A, 1_000)).isEmpty();
    }

    @Test
    void digest_shouldStayWhatItWas() {
        assertThat(conversation.digest(A)).isEqualTo(A.digest());
        assertThat(conversation.digest(AB)).isEqualTo(A.digest());
    }

    @Test
    void admits_whenFlooded_shouldIgnore() {
        conversation.greeted(new byte[0], A, 0);
        long admitted = IntStream.range(0, 1_000)
                .filter(i -> conversation.admits(TimeUnit.SECONDS.toNanos(1)))
                .count();
        assertThat(admitted).isEqualTo(TrackersLimits.BURST);
        assertThat(conversation.ignored()).isEqualTo(1_000 - TrackersLimits.BURST);
        assertThat(conversation.admits(TimeUnit.SECONDS.toNanos(61))).isTrue();
        assertThat(conversation.admits(TimeUnit.SECONDS.toNanos(62))).isFalse();
    }

    @Test
    void remember_whenTheyNameWithoutEnd_shouldBeBounded() {
        conversation.greeted(new byte[0], A, 0);
        List<String> many =
                IntStream.range(0, 10_000).mapToObj(i -> "http://" + i).toList();
        conversation.remember(many);
        List<String> untold = due(new TrackerList(many, many), 5);
        assertThat(untold)
                .as("the newest are remembered")
                .isEqualTo(many.subList(0, 10_000 - TrackersLimits.REMEMBERED));
    }

    @Test
    void due_whenAnotherVersionMayHaveToldJustNow_shouldWait() {
        Conversation late = new Conversation(INTERVAL);
        late.greeted(new byte[0], A, 0);
        assertThat(late.due(() -> A, INTERVAL, INTERVAL - 1)).isEmpty();
        assertThat(late.due(() -> A, INTERVAL, INTERVAL)).containsExactly("http://a");
    }
}
