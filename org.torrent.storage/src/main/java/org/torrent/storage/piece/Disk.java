package org.torrent.storage.piece;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;
import org.torrent.storage.Limits;
import org.torrent.storage.file.Directories;
import org.torrent.storage.file.FileCache;

/**
 * What all torrents of a session share: the file system, the loops and the budgets.
 *
 * @param current the bounds, which may change but for those of the threads
 * @param writer owns all bookkeeping and does all writing
 * @param sync forces, and does whatever else may take long and belongs to no torrent
 * @param hashers hash what arrives; a piece stays with one of them
 * @param readers read for upload
 * @param checkers check files
 * @param held bytes of blocks that wait for the blocks in front of them
 */
public record Disk(
        FileSystemPort files,
        Clock clock,
        AtomicReference<Limits> current,
        EventLoop writer,
        EventLoop sync,
        List<HashLane> hashers,
        List<EventLoop> readers,
        List<HashLane> checkers,
        FileCache cache,
        Directories directories,
        AtomicLong held) {
    /** Starts the loops. */
    public static Disk start(FileSystemPort files, Threads threads, Clock clock, Limits limits) {
        return new Disk(
                files,
                clock,
                new AtomicReference<>(limits),
                threads.newLoop("torrent-disk-write"),
                threads.newLoop("torrent-disk-sync"),
                many(limits.hashThreads(), i -> lane(threads, "hash-" + i, limits)),
                many(limits.readThreads(), i -> threads.newLoop("torrent-disk-read-" + i)),
                many(limits.checkThreads(), i -> lane(threads, "check-" + i, limits)),
                new FileCache(limits.openFiles()),
                new Directories(files),
                new AtomicLong());
    }

    /** The bounds as they are now. */
    public Limits limits() {
        return current.get();
    }

    /** Other bounds from now on, but for those of the threads. Any thread. */
    public void configure(Limits changed) {
        current.set(changed);
        cache.bound(changed.openFiles());
    }

    private static HashLane lane(Threads threads, String name, Limits limits) {
        return new HashLane(threads.newLoop("torrent-disk-" + name), limits.scratchBytes());
    }

    private static <T> List<T> many(int count, Function<Integer, T> maker) {
        List<T> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(maker.apply(i));
        }
        return List.copyOf(made);
    }

    /** The lane that hashes a piece. */
    HashLane hasher(int piece) {
        return hashers.get(piece % hashers.size());
    }

    /** The loop that reads from a piece. */
    EventLoop reader(int piece) {
        return readers.get(piece % readers.size());
    }

    /** Runs {@code then} on the writer loop when all that was given to the hash lanes is hashed. */
    void afterHashing(Runnable then) {
        after(hashers, then);
    }

    /** The same for the check lanes. */
    void afterChecking(Runnable then) {
        after(checkers, then);
    }

    private void after(List<HashLane> lanes, Runnable then) {
        AtomicInteger open = new AtomicInteger(lanes.size());
        for (HashLane lane : lanes) {
            lane.loop().execute(() -> {
                if (open.decrementAndGet() == 0) {
                    writer.execute(then);
                }
            });
        }
    }

    /** Ends all loops; false when one of them goes on beyond the time. */
    public boolean shutdown(long timeoutMillis) {
        List<EventLoop> all = new ArrayList<>(readers);
        checkers.forEach(lane -> all.add(lane.loop()));
        hashers.forEach(lane -> all.add(lane.loop()));
        all.add(sync);
        all.add(writer);
        long deadline = clock.nowNanos() + timeoutMillis * 1_000_000;
        boolean ended = true;
        for (EventLoop loop : all) {
            ended &= loop.shutdown(Math.max(1, (deadline - clock.nowNanos()) / 1_000_000));
        }
        return ended;
    }
}
