package org.torrent.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.runtime.watch.LoopMark;
import org.torrent.runtime.watch.LoopWatch;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** The loops that torrents live on: as many as were asked for, and those that were given up. Any thread. */
final class TorrentLoops {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentLoops.class);

    private final Threads threads;
    private final LoopWatch watch;
    private final Map<EventLoop, LoopMark> marks = new ConcurrentHashMap<>();
    private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
    private final Map<EventLoop, Integer> abandoned = new LinkedHashMap<>(); // and their places; guarded by this
    private int made;

    TorrentLoops(Threads threads, int count, LoopWatch watch) {
        this.threads = threads;
        this.watch = watch;
        for (int i = 0; i < count; i++) {
            loops.add(make());
        }
    }

    private EventLoop make() {
        EventLoop loop = threads.newLoop("torrent-loop-" + ++made);
        marks.put(loop, watch.watch(loop));
        return loop;
    }

    /** The loop for the torrent of that number. */
    EventLoop of(int number) {
        return loops.get(number % loops.size());
    }

    /** What plugins are called on it. */
    LoopMark mark(EventLoop loop) {
        return marks.get(loop);
    }

    /** The place of a loop, from 0; another loop may have it by now. */
    synchronized int place(EventLoop loop) {
        Integer before = abandoned.get(loop);
        return before == null ? loops.indexOf(loop) : before;
    }

    /** Another loop takes the place of one that is stuck; whoever has that place now when it was given up before. */
    synchronized EventLoop replace(EventLoop stuck) {
        int place = place(stuck);
        if (abandoned.containsKey(stuck)) {
            return loops.get(place);
        }
        EventLoop next = make();
        loops.set(place, next);
        abandoned.put(stuck, place);
        marks.remove(stuck);
        return next;
    }

    /** Ends all of them; logs what survives the time. */
    synchronized void shutdown(long timeoutMillis) {
        loops.forEach(loop -> end(loop, timeoutMillis));
        abandoned.keySet().forEach(loop -> end(loop, 0));
    }

    private static void end(EventLoop loop, long timeoutMillis) {
        if (!loop.shutdown(timeoutMillis)) {
            LOG.warn("{} still runs", loop.name());
        }
    }
}
