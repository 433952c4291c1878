package org.torrent.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.torrent.deploy.folder.Errands;

/** Everything is read at once, but for what hangs. */
final class FakeErrands implements Errands {
    /** What hangs, by what it is. */
    Predicate<String> hanging = what -> false;

    /** Runs before something is read. */
    Consumer<String> before = what -> {};

    private final List<Runnable> overdue = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();

    @Override
    public boolean isFree() {
        return true;
    }

    @Override
    public String whyNot() {
        return "";
    }

    @Override
    public <T> void send(String what, Errand<T> errand, Then<T> then) {
        before.accept(what);
        if (hanging.test(what)) {
            overdue.add(() -> then.overdue(what + " has not returned"));
            late.add(() -> then.late(errand.run()));
        } else {
            then.done(errand.run());
        }
    }

    /** The deadline of what hangs is over. */
    void overdue() {
        List<Runnable> now = List.copyOf(overdue);
        overdue.clear();
        now.forEach(Runnable::run);
    }

    /** What hung returns, as nothing hangs any more. */
    void release() {
        hanging = what -> false;
        overdue();
        late.forEach(Runnable::run);
        late.clear();
    }
}
