package org.torrent.session.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.peers.AddressFilter;

/** The address filters that are there now: one that blocks is enough. Any thread. */
public final class AddressFilters {
    private static final Logger LOG = LoggerFactory.getLogger(AddressFilters.class);

    private final Runnable changed;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** @param changed run on any thread when answers may have become others; must not block */
    public AddressFilters(Runnable changed) {
        this.changed = changed;
    }

    /** A filter came. */
    public void add(AddressFilter filter) {
        Entry entry = new Entry(filter);
        entries.add(entry);
        entry.follow(changed);
        changed.run();
    }

    /** A filter leaves: whom only it blocked may be dialled again. */
    public void remove(AddressFilter filter) {
        for (Entry entry : entries) {
            if (entry.filter == filter && entries.remove(entry)) {
                entry.end();
            }
        }
        changed.run();
    }

    /** Whether nobody at that address is to be talked to. */
    public boolean blocks(InetAddress address) {
        for (Entry entry : entries) {
            if (entry.blocks(address)) {
                return true;
            }
        }
        return false;
    }

    private static final class Entry {
        private final AddressFilter filter;
        private AutoCloseable subscription = () -> {}; // the container's threads, one at a time
        private volatile boolean failed;

        Entry(AddressFilter filter) {
            this.filter = filter;
        }

        void follow(Runnable changed) {
            try {
                subscription = filter.onChange(changed);
            } catch (RuntimeException | LinkageError e) {
                LOG.error(
                        "The address filter {} can't say when it changes; peers are asked for as they come", filter, e);
            }
        }

        /** A filter that can't answer keeps everybody out: whoever has one would rather talk to nobody than to those. */
        boolean blocks(InetAddress address) {
            try {
                return filter.isBlocked(address);
            } catch (RuntimeException | LinkageError e) {
                if (!failed) {
                    failed = true;
                    LOG.error(
                            "The address filter {} fails: until it is mended or removed it blocks everybody",
                            filter,
                            e);
                }
                return true;
            }
        }

        void end() {
            try {
                subscription.close();
            } catch (Exception e) {
                LOG.warn("The address filter {} did not let go of its listener", filter, e);
            }
        }
    }
}
