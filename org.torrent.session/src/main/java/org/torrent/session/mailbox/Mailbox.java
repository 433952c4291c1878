package org.torrent.session.mailbox;

import java.util.concurrent.Executor;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.spi.runtime.EventLoop;

/**
 * Where everything enters a loop. Any thread posts; the loop works off one letter at a time, in order. When the
 * ownership behind it was taken, letters are dropped unread.
 *
 * @param <K> what may enter
 */
public final class Mailbox<K extends Enum<K>> {
    private final EventLoop loop;
    private final Ownership ownership;
    private final LoopMark mark;
    private volatile Runnable endOfTurn = () -> {};

    /** Letters go to that loop as long as the ownership lasts. */
    public Mailbox(EventLoop loop, Ownership ownership) {
        this(loop, ownership, null);
    }

    /** The same for a loop that runs foreign code, which it marks. */
    public Mailbox(EventLoop loop, Ownership ownership, LoopMark mark) {
        this.loop = loop;
        this.ownership = ownership;
        this.mark = mark;
    }

    /** From now on this follows every letter, while the ownership lasts: what the letter led to is sent. */
    public void endOfTurn(Runnable task) {
        endOfTurn = task;
    }

    /** Posts; never refused while the ownership lasts, never run inside the call. */
    public void post(K kind, Runnable task) {
        loop.execute(new Letter(kind, task, null));
    }

    /** The same; {@code unread} is run in its place when the ownership was taken meanwhile: it gives back what was sent. */
    public void post(K kind, Runnable task, Runnable unread) {
        loop.execute(new Letter(kind, task, unread));
    }

    /** Posts after a delay. */
    public EventLoop.Timer later(K kind, long delayNanos, Runnable task) {
        return loop.schedule(new Letter(kind, task, null), delayNanos);
    }

    /** Posts again and again, each period, until the timer is cancelled or the ownership taken, whatever the task throws. */
    public EventLoop.Timer repeat(K kind, long periodNanos, Runnable task) {
        Periodic letter = new Periodic(kind, task);
        EventLoop.Timer timer = loop.repeat(letter, periodNanos);
        letter.timer = timer;
        return timer;
    }

    /** Posts everything as one kind: for completion stages. */
    public Executor executor(K kind) {
        return task -> post(kind, task);
    }

    /** Whether the caller runs on the loop. */
    public boolean inLoop() {
        return loop.inLoop();
    }

    /** Throws unless the caller runs on the loop and owns what is behind it. */
    public void check() {
        ownership.check();
    }

    /** The right to what is behind it. */
    public Ownership ownership() {
        return ownership;
    }

    /** What foreign code the loop is in; null for one that runs none. */
    public LoopMark mark() {
        return mark;
    }

    /** The loop, for shutting it down and for people. */
    public EventLoop loop() {
        return loop;
    }

    private final class Periodic implements Runnable {
        private final Letter letter;
        private volatile EventLoop.Timer timer;

        Periodic(K kind, Runnable task) {
            letter = new Letter(kind, task, null);
        }

        @Override
        public void run() {
            EventLoop.Timer own = timer;
            if (!ownership.isCurrent() && own != null) {
                own.cancel();
            }
            letter.run();
        }

        @Override
        public String toString() {
            return letter.toString();
        }
    }

    /** One thing to do; a class, so that a failure's stack and a profile name what it was. */
    private final class Letter implements Runnable {
        private final K kind;
        private final Runnable task;
        private final Runnable unread; // or null

        Letter(K kind, Runnable task, Runnable unread) {
            this.kind = kind;
            this.task = task;
            this.unread = unread;
        }

        @Override
        public void run() {
            if (ownership.isCurrent()) {
                try {
                    task.run();
                } finally {
                    if (ownership.isCurrent()) {
                        endOfTurn.run();
                    }
                }
            } else if (unread != null) {
                unread.run();
            }
        }

        @Override
        public String toString() {
            return kind.name();
        }
    }
}
