package org.torrent.session.plugin.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.torrent.session.plugin.EngineSession;
import org.torrent.session.plugin.PluginCall;
import org.torrent.session.plugin.entry.FullPluginEntry;

/**
 * One question to several plugins at the same time: the first answer in their order counts, as soon as nobody before it can
 * have one. Any thread.
 */
final class RankedAnswers<A> {
    private final List<A> answers = new ArrayList<>(); // guarded by this, as is pending
    private final List<Boolean> pending = new ArrayList<>();
    private final CompletableFuture<A> first = new CompletableFuture<>();

    private RankedAnswers(int plugins) {
        for (int i = 0; i < plugins; i++) {
            answers.add(null);
            pending.add(true);
        }
    }

    /**
     * Asks.
     *
     * @param plugins in their order
     * @param question asks one of them, unless it is over by then; its answer is null when it has none
     * @return completes with null when nobody has an answer; what came before the deadline counts then
     */
    static <A> CompletionStage<A> ask(
            EngineSession session,
            List<FullPluginEntry> plugins,
            long deadlineNanos,
            BiFunction<FullPluginEntry, BooleanSupplier, CompletionStage<A>> question) {
        RankedAnswers<A> all = new RankedAnswers<>(plugins.size());
        Runnable timer = session.postLater(PluginCall.QUESTION, all::timeIsUp, deadlineNanos);
        all.first.whenComplete((answer, error) -> timer.run());
        for (int i = 0; i < plugins.size(); i++) {
            int place = i;
            question.apply(plugins.get(i), all.first::isDone)
                    .whenComplete((answer, error) -> all.answered(place, error == null ? answer : null));
        }
        all.settle(); // there may be nobody
        return all.first;
    }

    private void answered(int place, A answer) {
        synchronized (this) {
            answers.set(place, answer);
            pending.set(place, false);
        }
        settle();
    }

    private void timeIsUp() {
        synchronized (this) {
            pending.replaceAll(any -> false);
        }
        settle();
    }

    /** Outside of the lock: whoever waits for the answer goes on here. */
    private void settle() {
        A answer = null;
        synchronized (this) {
            for (int i = 0; i < answers.size() && answer == null; i++) {
                if (pending.get(i)) {
                    return;
                }
                answer = answers.get(i);
            }
        }
        first.complete(answer);
    }
}
