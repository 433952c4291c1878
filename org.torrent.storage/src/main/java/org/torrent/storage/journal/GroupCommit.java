package org.torrent.storage.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.Limits;
import org.torrent.storage.file.FileCache;

/**
 * Makes pieces durable in groups: forces what the torrents wrote, then journals their pieces and forces the journal,
 * then tells them. One round at a time; it starts when the oldest un-forced byte is a second old, when there are many,
 * or when somebody asks. Nothing here blocks the writer loop, on which all of it is called.
 */
public final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Journal journal;
    private final EventLoop writer;
    private final EventLoop sync;
    private final FileCache cache;
    private final Supplier<Limits> limits;
    private final Set<Member> dirty = new LinkedHashSet<>();
    private final Set<Runnable> behindGate = new LinkedHashSet<>();
    private List<Waiter> waiting = new ArrayList<>();
    private EventLoop.Timer timer;
    private long unforcedBytes;
    private boolean running;
    private boolean stopped;

    /** A torrent with something to commit. */
    public interface Member {
        /** Everything up to now. */
        Part takePart();
    }

    /** What one torrent commits in a round. */
    public interface Part {
        /** Forces the data; on the sync loop. Null when it is forced. */
        StorageException force();

        /** Journals the pieces, as their data is forced; or gives them up when {@code error} is not null. */
        void forced(Journal journal, StorageException error);

        /** The journal is forced, or is not when {@code error} is not null: then the pieces wait for the next round. */
        void journalled(StorageException error);
    }

    /** For a session. */
    public GroupCommit(Journal journal, EventLoop writer, EventLoop sync, FileCache cache, Supplier<Limits> limits) {
        this.journal = journal;
        this.writer = writer;
        this.sync = sync;
        this.cache = cache;
        this.limits = limits;
    }

    /** The journal. */
    public Journal journal() {
        return journal;
    }

    /** A torrent has something to commit, of which so many bytes are new. */
    public void add(Member member, long bytes) {
        dirty.add(member);
        unforcedBytes += bytes;
        if (running) {
            return;
        }
        if (unforcedBytes >= limits.get().commitBytes()
                || cache.dirtyFiles() >= limits.get().dirtyFiles()) {
            start();
        } else {
            arm();
        }
    }

    /** Commits everything up to now; the answer is null, or what failed for this member. */
    public void request(Member member, Consumer<StorageException> done) {
        waiting.add(new Waiter(member, done));
        if (!running) {
            start();
        }
    }

    /** Whether so much is un-forced that writing has to wait; then {@code later} runs when that is over. */
    public boolean isGateClosed(Runnable later) {
        boolean closed = running && unforcedBytes >= limits.get().unforcedBytes();
        if (closed) {
            behindGate.add(later);
        }
        return closed;
    }

    /** Nothing of the member is to be committed any more. */
    public void forget(Member member) {
        dirty.remove(member);
    }

    /** Starts no round any more. */
    public void stop() {
        stopped = true;
    }

    private void arm() {
        if (timer == null) {
            timer = writer.schedule(this::due, limits.get().commitNanos());
        }
    }

    private void due() {
        timer = null;
        if (!running && !stopped && !dirty.isEmpty()) {
            start();
        }
    }

    private void start() {
        running = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        Round round = new Round(waiting, unforcedBytes);
        waiting = new ArrayList<>();
        dirty.forEach(member -> round.parts.put(member, member.takePart()));
        dirty.clear();
        sync.execute(() -> {
            round.force();
            writer.execute(() -> dataForced(round));
        });
    }

    private void dataForced(Round round) {
        unforcedBytes -= round.bytes;
        round.forced(journal);
        List<Runnable> free = List.copyOf(behindGate);
        behindGate.clear();
        free.forEach(Runnable::run);
        journal.sync(error -> journalled(round, error));
    }

    private void journalled(Round round, StorageException error) {
        try {
            tell(round, error);
        } finally {
            running = false; // only now: a round that one of them starts would have what another of them forgets
            if (!waiting.isEmpty() || unforcedBytes >= limits.get().commitBytes()) {
                start();
            } else if (!dirty.isEmpty()) {
                arm();
            }
        }
    }

    private static void tell(Round round, StorageException error) {
        round.parts.forEach((member, part) -> {
            if (!round.errors.containsKey(member)) {
                part.journalled(error);
            }
        });
        for (Waiter waiter : round.waiters) {
            StorageException own = round.errors.get(waiter.member());
            waiter.done().accept(own != null ? own : error);
        }
    }

    private record Waiter(Member member, Consumer<StorageException> done) {}

    /** One commit on its way. */
    private static final class Round {
        private final List<Waiter> waiters;
        private final long bytes;
        private final Map<Member, Part> parts = new LinkedHashMap<>();
        private final Map<Member, StorageException> errors = new HashMap<>();

        Round(List<Waiter> waiters, long bytes) {
            this.waiters = waiters;
            this.bytes = bytes;
        }

        void force() {
            parts.forEach((member, part) -> {
                try {
                    failed(member, part.force());
                } catch (RuntimeException e) {
                    failed(member, unexpected("forcing", e));
                }
            });
        }

        void forced(Journal journal) {
            parts.forEach((member, part) -> {
                try {
                    part.forced(journal, errors.get(member));
                } catch (RuntimeException e) {
                    failed(member, unexpected("journalling", e)); // or it would hear that its pieces are durable
                }
            });
        }

        private void failed(Member member, StorageException error) {
            if (error != null) {
                errors.put(member, error);
            }
        }

        private static StorageException unexpected(String doing, RuntimeException e) {
            LOG.error("A defect of the storage, please report it", e);
            return new StorageException("a defect while " + doing + ": " + e + "; please report it", false, e);
        }
    }
}
