package org.torrent.deploy.framework;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What is done with bundles that are wired to each other is done one after the other: a refresh would else meet a start half
 * way, on the thread that the whole framework needs. Everything else goes on at once. Nobody waits longer than the steps
 * before it may take. On the deployer's thread.
 */
final class Turns<B> {
    private final List<Turn<B>> running = new ArrayList<>();
    private final List<Turn<B>> waiting = new ArrayList<>();
    private boolean starting;

    /** A step, and what it touches. */
    private record Turn<B>(Set<B> touched, Runnable step) {}

    /** Takes the step as soon as none is under way, nor waits longer, that touches any of the same. */
    <T> CompletionStage<T> take(Set<B> touched, Supplier<CompletionStage<T>> step) {
        CompletableFuture<T> done = new CompletableFuture<>();
        List<Turn<B>> own = new ArrayList<>();
        own.add(new Turn<>(touched, () -> begin(step).whenComplete((value, error) -> {
            running.remove(own.get(0));
            if (error == null) {
                done.complete(value);
            } else {
                done.completeExceptionally(error);
            }
            next();
        })));
        waiting.add(own.get(0));
        next();
        return done;
    }

    private static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void next() {
        if (starting) { // whoever does sees to it
            return;
        }
        starting = true;
        try {
            for (Turn<B> turn = free(); turn != null; turn = free()) {
                running.add(turn);
                turn.step().run();
            }
        } finally {
            starting = false;
        }
    }

    /** Takes the first out that nobody is before, or null. */
    private Turn<B> free() {
        Set<B> before = new HashSet<>();
        running.forEach(turn -> before.addAll(turn.touched()));
        for (Iterator<Turn<B>> all = waiting.iterator(); all.hasNext(); ) {
            Turn<B> turn = all.next();
            if (Collections.disjoint(before, turn.touched())) {
                all.remove();
                return turn;
            }
            before.addAll(turn.touched());
        }
        return null;
    }
}
