package org.torrent.session.life;

import java.util.ArrayList;
import java.util.List;

/**
 * The reducer: a state and an event give the next state and what is to be done. Pure.
 *
 * <pre>
 * NEW -> METADATA -> CHECKING -> DOWNLOADING &lt;-> SEEDING     while wanted RUN
 *        any of these &lt;-> WAITING, -> ERROR, -> PAUSED, -> GONE
 * </pre>
 *
 * <p>Two machines stand beside each other. The <em>session</em> (peers, searches, plugins) runs exactly while {@link
 * LifeState#isRunning}. The <em>data</em> is open exactly while the session runs and both the metadata and a storage are
 * there. A missing transport changes what is shown and stops neither: checking goes on. Which phase may follow which is
 * {@link Phase#next}; a test walks through all states and events.
 */
public final class LifeCycle {
    /**
     * What an event leads to.
     *
     * @param state the next state
     * @param effects what is to be done
     */
    public record Step(LifeState state, List<LifeEffect> effects) {}

    private LifeCycle() {}

    /** The next step; of a torrent that is gone nothing changes any more. */
    public static Step next(LifeState now, LifeEvent event) {
        if (now.wanted() == Wanted.END) {
            return stay(now);
        }
        if (event instanceof LifeEvent.Want want) {
            return want(now, want);
        } else if (event instanceof LifeEvent.StorageChanged changed) {
            return storageChanged(now, changed.there());
        } else if (event instanceof LifeEvent.TransportsChanged changed) {
            return stay(now.withTransport(changed.there()));
        } else if (event instanceof LifeEvent.MetadataKnown) {
            return reopen(now, now.withMetadata(), List.of());
        } else if (event instanceof LifeEvent.Recheck) {
            return reopen(now, now.withDistrust(true), dropped(now, "the torrent is checked again"));
        } else if (event instanceof LifeEvent.Failed failed) {
            return failed(now, failed.reason());
        } else if (event instanceof LifeEvent.Progressed progressed) {
            return progressed(now, progressed.complete() ? Data.COMPLETE : Data.INCOMPLETE);
        } else if (event instanceof LifeEvent.Trouble trouble) {
            return stay(now.data() == Data.CLOSED ? now : now.withTrouble(trouble.reason()));
        }
        throw new IllegalArgumentException("no such event: " + event);
    }

    private static Step stay(LifeState state) {
        return new Step(state, List.of());
    }

    /** With the first progress the check is over: what it found is believed from now on. */
    private static Step progressed(LifeState now, Data data) {
        return stay(
                now.data() == Data.CLOSED || now.data() == data
                        ? now
                        : now.withData(data).withDistrust(false));
    }

    private static Step want(LifeState now, LifeEvent.Want want) {
        return switch (want.wanted()) {
            case NOTHING -> stay(now);
            case RUN -> now.isRunning() ? stay(now) : start(now);
            case PAUSE -> now.wanted() == Wanted.PAUSE ? stay(now) : pause(now, want.why());
            case END -> {
                List<LifeEffect> effects = stop(now, want.why());
                effects.add(new LifeEffect.FailFinish(want.why()));
                yield new Step(now.wanting(Wanted.END).withData(Data.CLOSED), effects);
            }
        };
    }

    private static Step start(LifeState now) {
        List<LifeEffect> effects = new ArrayList<>();
        effects.add(new LifeEffect.ForgetFailure()); // also one before a pause, or in another life
        effects.add(new LifeEffect.StartSession());
        effects.add(new LifeEffect.TellResumed());
        return open(now.wanting(Wanted.RUN), effects);
    }

    private static Step pause(LifeState now, String why) {
        List<LifeEffect> effects = stop(now, why);
        effects.add(new LifeEffect.TellPaused());
        return new Step(now.wanting(Wanted.PAUSE).withData(Data.CLOSED), effects);
    }

    private static Step failed(LifeState now, String reason) {
        if (!now.isRunning()) {
            return stay(now); // what it did came to nothing all the same
        }
        List<LifeEffect> effects = stop(now, reason);
        effects.add(new LifeEffect.TellError(reason));
        effects.add(new LifeEffect.FailFinish(reason));
        return new Step(now.withData(Data.CLOSED).withError(reason), effects);
    }

    private static Step storageChanged(LifeState now, boolean there) {
        List<LifeEffect> dropped = now.metadata() ? dropped(now, "the storage changed") : List.of();
        return reopen(now, now.withStorage(there), dropped);
    }

    /** Ends everything that runs. */
    private static List<LifeEffect> stop(LifeState now, String why) {
        List<LifeEffect> effects = new ArrayList<>();
        if (now.isRunning()) {
            effects.add(new LifeEffect.StopSession(why));
        }
        if (now.data() != Data.CLOSED) {
            effects.add(new LifeEffect.CloseData());
        }
        return effects;
    }

    private static List<LifeEffect> dropped(LifeState now, String why) {
        return now.isRunning() ? List.of(new LifeEffect.DropPeers(why)) : List.of();
    }

    /** Something about the data is another: what is open is closed, and opened again if it may be. */
    private static Step reopen(LifeState before, LifeState next, List<LifeEffect> first) {
        List<LifeEffect> effects = new ArrayList<>(first);
        if (before.data() != Data.CLOSED) {
            effects.add(new LifeEffect.CloseData());
        }
        LifeState closed = next.withData(Data.CLOSED);
        return closed.isRunning() ? open(closed, effects) : new Step(closed, effects);
    }

    private static Step open(LifeState next, List<LifeEffect> effects) {
        if (!next.metadata() || !next.storage()) {
            return new Step(next, effects);
        }
        effects.add(new LifeEffect.OpenData(next.distrust()));
        return new Step(next.withData(Data.CHECKING), effects);
    }
}
