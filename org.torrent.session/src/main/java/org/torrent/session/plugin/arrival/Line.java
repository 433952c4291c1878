package org.torrent.session.plugin.arrival;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.framework.Constants;
import org.torrent.session.plugin.PluginKind;
import org.torrent.session.plugin.PluginLimits;
import org.torrent.session.plugin.PluginOrigin;

/**
 * The order of all that were announced: whose turn it is, who waits for all, which place each has, and who has to wait for
 * another version of itself. All of it under {@link #lock}.
 */
final class Line<A extends Line.Member> {
    /** One of them. */
    interface Member {
        /** Where it comes from, in its place. */
        PluginOrigin origin();

        /** What an update of its bundle keeps. */
        String key();

        /** Whether it is ready to be taken up. */
        boolean isFetched();

        /** Whether it was taken up. */
        boolean isPresent();

        /** Whether there is no thread for it yet. */
        boolean isWaiting();

        /** Whether the caller is in its start. */
        boolean isCurrent();

        /** Its turn is now. */
        void takeUp();
    }

    /** Who waits for all, but for the one in whose start it was asked, if any. */
    private record Waiter(CompletableFuture<Void> done, Member own) {}

    private static final Object NONE = "of no bundle";

    final Object lock = new Object();
    private final Consumer<Runnable> later;
    private final Places places = new Places(PluginLimits.REMEMBERED_PLACES);
    private final KnownNames names = new KnownNames(PluginLimits.REMEMBERED_PLACES);
    private final List<A> all = new ArrayList<>(); // in order
    private final Deque<A> queue = new ArrayDeque<>(); // whose turn is still to come
    private List<Waiter> waiters = new ArrayList<>();
    private boolean open;
    private boolean closed;

    /** @param later tells who waits, on a thread of the session's */
    Line(Consumer<Runnable> later) {
        this.later = later;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        turn(); // nobody comes: whoever waits for all goes on
    }

    /** Whether nobody is taken up yet. */
    boolean isHeld() {
        return !open;
    }

    /** From now on they are taken up. */
    void open() {
        open = true;
        turn();
    }

    List<A> all() {
        return List.copyOf(all);
    }

    /** One more is there; where it stands. */
    PluginOrigin enter(A one, PluginKind kind, PluginOrigin origin) {
        String key = origin.key(kind);
        all.add(one);
        return names.known(kind, origin.at(places.take(key, origin.serviceId())));
    }

    /** One said what it is called. */
    void learn(PluginKind kind, PluginOrigin origin, String name) {
        names.learn(kind, origin, name);
    }

    /** Its turn is to come. */
    void enqueue(A one) {
        queue.add(one);
    }

    /** Its turn was over before it was ready: it is the next one. */
    void enqueueFirst(A one) {
        queue.addFirst(one);
    }

    /** Nobody waits for it any more. */
    void pass(A one) {
        queue.remove(one);
        turn();
    }

    /** It is not one of them any more. */
    void leave(A one) {
        all.remove(one);
        places.leave(one.key(), one.origin().serviceId());
        pass(one);
    }

    /** Takes up those that are there, in order, and tells who waits for all. */
    void turn() {
        while (!closed && open && !queue.isEmpty() && queue.peek().isFetched()) {
            queue.poll().takeUp();
        }
        if (!waiters.isEmpty()) {
            List<Waiter> told =
                    waiters.stream().filter(waiter -> isSettled(waiter.own())).toList();
            waiters.removeAll(told);
            told.forEach(waiter -> later.accept(() -> waiter.done().complete(null)));
        }
    }

    /** Whether all that come before one, or all there are, are here but such as get no thread because of those that hang. */
    boolean isSettled(Member own) {
        return closed || open && queue.stream().takeWhile(one -> one != own).allMatch(Member::isWaiting);
    }

    /** Completes when {@link #isSettled} for who asks: at once, or later. */
    CompletionStage<Void> settled() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        A own = queue.stream().filter(Member::isCurrent).findFirst().orElse(null);
        if (isSettled(own)) {
            done.complete(null); // nobody has it yet
        } else {
            waiters.add(new Waiter(done, own));
        }
        return done;
    }

    /** The same plugin of another bundle that has the same name: this one is to take its place. */
    Optional<A> before(A one) {
        return all.stream()
                .filter(other -> other.isPresent() && isSameOfAnotherBundle(other, one))
                .findFirst();
    }

    /** Those of another bundle of its name that may have its place when it left. */
    List<A> heirs(A left) {
        return all.stream().filter(other -> isSameOfAnotherBundle(other, left)).toList();
    }

    /**
     * Whether one may have the place that another left: no other bundle has one like it, or, when it is called like the one that
     * left, no third bundle.
     */
    boolean isFree(A one, A left, boolean isNamed) {
        return all.stream()
                .filter(other -> other.isPresent() && isSameOfAnotherBundle(other, one))
                .allMatch(other -> isNamed && bundle(other).equals(bundle(left)));
    }

    /** Where it stands, now that another version of it left: in the earliest place that one of them ever had. */
    PluginOrigin inherit(A one) {
        places.leave(one.key(), one.origin().serviceId());
        return one.origin().at(places.take(one.key(), one.origin().serviceId()));
    }

    private boolean isSameOfAnotherBundle(A one, A other) {
        return bundle(one) != NONE
                && !bundle(one).equals(bundle(other))
                && one.key().equals(other.key());
    }

    private static Object bundle(Member one) {
        return one.origin().properties().getOrDefault(Constants.SERVICE_BUNDLEID, NONE);
    }
}
