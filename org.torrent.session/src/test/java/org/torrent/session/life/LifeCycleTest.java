package org.torrent.session.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
    private static final LifeEvent RUN = new LifeEvent.Want(Wanted.RUN, "");
    private static final LifeEvent PAUSE = new LifeEvent.Want(Wanted.PAUSE, "pause");
    private static final LifeEvent END = new LifeEvent.Want(Wanted.END, "end");
    private static final List<LifeEvent> EVENTS = List.of(
            RUN,
            PAUSE,
            END,
            new LifeEvent.Want(Wanted.NOTHING, ""),
            new LifeEvent.MetadataKnown(),
            new LifeEvent.StorageChanged(true),
            new LifeEvent.StorageChanged(false),
            new LifeEvent.TransportsChanged(true),
            new LifeEvent.TransportsChanged(false),
            new LifeEvent.Progressed(true),
            new LifeEvent.Progressed(false),
            new LifeEvent.Recheck(),
            new LifeEvent.Trouble("disk full"),
            new LifeEvent.Trouble(""),
            new LifeEvent.Failed("broken"));

    private final LifeState complete = after(LifeState.added(true, true, true), RUN, new LifeEvent.Progressed(true));

    private static LifeState after(LifeState state, LifeEvent... events) {
        LifeState now = state;
        for (LifeEvent event : events) {
            now = LifeCycle.next(now, event).state();
        }
        return now;
    }

    private static List<LifeEffect> effects(LifeState state, LifeEvent event) {
        return LifeCycle.next(state, event).effects();
    }

    /** Every state that any sequence of events leads to. */
    private static Set<LifeState> reachable() {
        Set<LifeState> seen = new LinkedHashSet<>();
        Queue<LifeState> open = new ArrayDeque<>();
        for (int i = 0; i < 8; i++) {
            open.add(LifeState.added((i & 1) > 0, (i & 2) > 0, (i & 4) > 0));
        }
        while (!open.isEmpty()) {
            LifeState state = open.poll();
            if (seen.add(state)) {
                EVENTS.forEach(event -> open.add(LifeCycle.next(state, event).state()));
            }
        }
        return seen;
    }

    @Test
    void next_whenAnythingHappensInAnyState_shouldFollowTheTableOfTransitions() {
        Set<Phase> seen = new LinkedHashSet<>();
        for (LifeState state : reachable()) {
            for (LifeEvent event : EVENTS) {
                Phase from = state.phase();
                Phase to = LifeCycle.next(state, event).state().phase();
                seen.add(to);
                assertThat(from == to || from.next().contains(to))
                        .as("%s -> %s by %s in %s", from, to, event, state)
                        .isTrue();
            }
        }
        assertThat(seen).contains(Phase.values());
    }

    @Test
    void next_whenAnythingHappensInAnyState_shouldKeepSessionAndDataInStepWithTheEffects() {
        for (LifeState state : reachable()) {
            for (LifeEvent event : EVENTS) {
                LifeCycle.Step step = LifeCycle.next(state, event);
                boolean session = state.isRunning();
                boolean data = state.data() != Data.CLOSED;
                for (LifeEffect effect : step.effects()) {
                    if (effect instanceof LifeEffect.StartSession) {
                        assertThat(session).as("%s in %s", event, state).isFalse();
                        session = true;
                    } else if (effect instanceof LifeEffect.StopSession) {
                        assertThat(session).as("%s in %s", event, state).isTrue();
                        session = false;
                    } else if (effect instanceof LifeEffect.DropPeers) {
                        assertThat(session).as("%s in %s", event, state).isTrue();
                    } else if (effect instanceof LifeEffect.OpenData) {
                        assertThat(data).as("%s in %s", event, state).isFalse();
                        data = true;
                    } else if (effect instanceof LifeEffect.CloseData) {
                        assertThat(data).as("%s in %s", event, state).isTrue();
                        data = false;
                    }
                }
                LifeState next = step.state();
                assertThat(session).as("%s in %s", event, state).isEqualTo(next.isRunning());
                assertThat(data).as("%s in %s", event, state).isEqualTo(next.data() != Data.CLOSED);
                assertThat(data)
                        .as("%s in %s", event, state)
                        .isEqualTo(next.isRunning() && next.metadata() && next.storage());
            }
        }
    }

    @Test
    void pause_whenPausedBefore_shouldDoNothing() {
        assertThat(effects(after(complete, PAUSE), PAUSE)).isEmpty();
    }

    @Test
    void resume_whenStoppedByAFailure_shouldForgetIt() {
        LifeState failed = after(complete, new LifeEvent.Failed("broken"));
        assertThat(failed.phase()).isEqualTo(Phase.ERROR);
        assertThat(failed.reason()).isEqualTo("broken");
        assertThat(effects(failed, RUN)).contains(new LifeEffect.ForgetFailure(), new LifeEffect.OpenData(false));
    }

    @Test
    void resume_whenPausedAfterAFailure_shouldForgetIt() {
        LifeState paused = after(complete, new LifeEvent.Failed("broken"), PAUSE);
        assertThat(effects(paused, RUN)).contains(new LifeEffect.ForgetFailure());
    }

    @Test
    void transport_whenItLeavesDuringTheCheck_shouldShowThatAndLetTheCheckGoOn() {
        LifeState checking = after(LifeState.added(true, true, true), RUN);
        LifeCycle.Step step = LifeCycle.next(checking, new LifeEvent.TransportsChanged(false));
        assertThat(step.effects()).isEmpty();
        assertThat(step.state().phase()).isEqualTo(Phase.WAITING);
        assertThat(step.state().reason()).isEqualTo(LifeState.NO_TRANSPORT);
        assertThat(after(step.state(), new LifeEvent.Progressed(true), new LifeEvent.TransportsChanged(true))
                        .phase())
                .isEqualTo(Phase.SEEDING);
    }

    @Test
    void storage_whenItIsReplaced_shouldDropPeersAndCheckAgain() {
        assertThat(effects(complete, new LifeEvent.StorageChanged(true)))
                .containsExactly(
                        new LifeEffect.DropPeers("the storage changed"),
                        new LifeEffect.CloseData(),
                        new LifeEffect.OpenData(false));
        LifeState without = after(complete, new LifeEvent.StorageChanged(false));
        assertThat(without.phase()).isEqualTo(Phase.WAITING);
        assertThat(without.reason()).isEqualTo(LifeState.NO_STORAGE);
    }

    @Test
    void recheck_whenThePauseInterruptsIt_shouldHashEverythingWithTheNextStart() {
        LifeState interrupted = after(complete, new LifeEvent.Recheck(), PAUSE);
        assertThat(effects(interrupted, RUN)).contains(new LifeEffect.OpenData(true));
        LifeState done = after(interrupted, RUN, new LifeEvent.Progressed(true), PAUSE);
        assertThat(effects(done, RUN)).contains(new LifeEffect.OpenData(false));
    }

    @Test
    void trouble_whenTheDataMovesOn_shouldEnd() {
        LifeState held = after(complete, new LifeEvent.Progressed(false), new LifeEvent.Trouble("disk full"));
        assertThat(held.phase()).isEqualTo(Phase.DOWNLOADING);
        assertThat(held.reason()).isEqualTo("disk full");
        assertThat(after(held, new LifeEvent.Trouble("")).reason()).isEmpty();
        assertThat(after(held, PAUSE, RUN).reason()).isEmpty();
    }

    @Test
    void gone_whenAnythingHappens_shouldStayGone() {
        LifeState gone = after(complete, END);
        List<LifeEffect> effects = new ArrayList<>();
        EVENTS.forEach(event -> effects.addAll(effects(gone, event)));
        assertThat(effects).isEmpty();
        assertThat(after(gone, EVENTS.toArray(LifeEvent[]::new))).isEqualTo(gone);
    }
}
