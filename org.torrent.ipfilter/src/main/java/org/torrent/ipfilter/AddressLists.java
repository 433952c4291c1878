package org.torrent.ipfilter;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torrent.api.TorrentException;
import org.torrent.api.filter.FilterList;
import org.torrent.api.filter.IpFilter;
import org.torrent.spi.peers.AddressFilter;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** The lists and bans that count now. Files are read on a loop of its own; everybody else sees what is ready. */
public final class AddressLists implements AddressFilter, IpFilter {
    private final EventLoop loop;
    private final Bans bans;
    private final Consumer<String> log;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final EventLoop.Timer looking;
    private List<WatchedList> lists = List.of(); // on the loop
    private volatile IpRanges blocked = IpRanges.NONE;
    private volatile IpRanges banned = IpRanges.NONE;
    private volatile List<FilterList> status = List.of();
    private volatile List<String> banTexts = List.of();

    /**
     * Reads the bans, and looks at the lists from time to time.
     *
     * @param bansFile where bans are kept, null when they are not
     * @param log told of what goes wrong, one line each; on the loop
     */
    public AddressLists(Threads threads, Path bansFile, Consumer<String> log) {
        this.loop = threads.newLoop("ip-filter");
        this.bans = new Bans(bansFile);
        this.log = log;
        loop.execute(this::loadBans);
        this.looking = loop.repeat(() -> look(false), TimeUnit.SECONDS.toNanos(Limits.LOOK_SECONDS));
    }

    private void loadBans() {
        try {
            bans.load();
        } catch (IOException e) {
            log.accept(e.getMessage());
        }
        bansChanged();
    }

    /** From now on these files are the lists; what was read of those that stay counts on. Any thread. */
    public void configure(List<Path> files) {
        loop.execute(() -> {
            Map<Path, WatchedList> before =
                    lists.stream().collect(Collectors.toMap(WatchedList::path, Function.identity()));
            lists = files.stream()
                    .distinct()
                    .limit(Limits.LISTS)
                    .map(path -> before.getOrDefault(path, new WatchedList(path)))
                    .toList();
            if (files.size() > Limits.LISTS) {
                log.accept("only the first " + Limits.LISTS + " lists of addresses are read: join the others to these");
            }
            look(true);
            combine();
        });
    }

    /** Looks whether a file is another one. */
    private void look(boolean isFirst) {
        boolean changed = false;
        for (WatchedList list : lists) {
            if (list.look(room(list), isFirst)) {
                changed = true;
                tell(list.status());
            }
        }
        if (changed) {
            combine();
        }
    }

    private void tell(FilterList list) {
        if (!list.problem().isEmpty()) {
            log.accept(list.problem());
        } else if (list.skipped() > 0) {
            log.accept(list.file() + ": " + list.skipped() + " lines are no range and were skipped, " + list.ranges()
                    + " ranges count");
        }
    }

    /** What the other lists leave of the table, about. */
    private long room(WatchedList list) {
        return Limits.TABLE_BYTES
                - lists.stream()
                        .filter(other -> other != list)
                        .mapToLong(other -> other.ranges().bytes())
                        .sum();
    }

    private void combine() {
        RangeTable all = new RangeTable(Limits.TABLE_BYTES);
        lists.forEach(list -> all.addAll(list.ranges()));
        blocked = all.ranges();
        status = lists.stream().map(WatchedList::status).toList();
        listeners.forEach(Runnable::run);
    }

    private void bansChanged() {
        banned = bans.ranges();
        banTexts = bans.texts();
        listeners.forEach(Runnable::run);
    }

    @Override
    public boolean isBlocked(InetAddress address) {
        return blocked.contains(address) || banned.contains(address);
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<FilterList> lists() {
        return status;
    }

    @Override
    public List<String> bans() {
        return banTexts;
    }

    @Override
    public CompletionStage<Void> ban(String range) {
        return change(range, parsed -> bans.add(parsed, range));
    }

    @Override
    public CompletionStage<Void> unban(String range) {
        return change(range, parsed -> {
            boolean wasBanned = bans.remove(parsed);
            if (!wasBanned && !bans.isDirty()) {
                throw new TorrentException("it is not banned; see what is");
            }
            return wasBanned;
        });
    }

    private interface Change {
        /** Whether there is anything new. */
        boolean apply(IpRange range) throws TorrentException;
    }

    private CompletionStage<Void> change(String text, Change change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                IpRange range = IpRange.parse(text)
                        .orElseThrow(
                                () -> new TorrentException(
                                        "it is no address, network or range: write 192.0.2.1, 192.0.2.0/24 or 192.0.2.1-192.0.2.9"));
                if (change.apply(range)) {
                    bansChanged();
                }
                if (bans.isDirty()) { // also what could not be kept before
                    bans.save();
                    bansChanged();
                }
                done.complete(null);
            } catch (IOException e) {
                done.completeExceptionally(new TorrentException(
                        "it counts until the end of the process, but can't be kept (" + e.getMessage()
                                + "): make room, or mend the state folder",
                        e));
            } catch (TorrentException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Ends; nobody is blocked by this one any more once it is taken from the session. */
    public boolean close() {
        looking.cancel();
        return loop.shutdown(Limits.END_MILLIS);
    }
}
