package org.torrent.storage.file;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of open files, the least recently used closed first. A file with un-forced writes stays open until
 * it is forced, because an error of writing back is only reported to those who have the file open; when everything is
 * like that the oldest is forced on the spot. Thread-safe.
 */
public final class FileCache {
    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);

    private final Set<FileSlot> open = new LinkedHashSet<>(); // oldest use first; guarded by this, as all slots are
    private int bound;
    private int dirty;

    /** Holds at most {@code bound} files, more only while all of them are in use. */
    public FileCache(int bound) {
        this.bound = bound;
    }

    /** Holds so many from now on; of those that are too many, the ones in use or not forced close when others are opened. */
    public synchronized void bound(int files) {
        bound = files;
        for (FileSlot victim = idle(); victim != null && open.size() > bound; victim = idle()) {
            drop(victim);
        }
    }

    /** Lends an open file. */
    public synchronized FileHandle acquire(FileSlot slot, boolean write) throws IOException {
        FileHandle handle = slot.handle;
        if (handle == null || write && !handle.write) {
            if (handle == null) {
                makeRoom();
            }
            handle = new FileHandle(slot.open(write), write);
            retire(slot);
            slot.handle = handle;
        }
        open.remove(slot);
        open.add(slot);
        handle.users++;
        return handle;
    }

    /** Takes a loan back; {@code written} when the file has un-forced content now. */
    public synchronized void release(FileSlot slot, FileHandle handle, boolean written) {
        handle.users--;
        if (written && !slot.dirty) {
            slot.dirty = true;
            dirty++;
        }
        if (handle.users == 0 && slot.handle != handle) {
            close(handle);
        }
    }

    /** Number of files with un-forced content. */
    public synchronized int dirtyFiles() {
        return dirty;
    }

    /** Forces a file; also fails when an earlier attempt did that nobody heard of. */
    public void force(FileSlot slot) throws IOException {
        FileHandle handle = takeDirty(slot);
        try {
            handle.file.force();
        } finally {
            release(slot, handle, false);
        }
    }

    /** What is written from here on makes the file dirty anew. */
    private synchronized FileHandle takeDirty(FileSlot slot) throws IOException {
        clean(slot);
        IOException earlier = slot.failedForce;
        slot.failedForce = null;
        if (earlier != null) {
            throw earlier;
        }
        return acquire(slot, false);
    }

    /** Closes files that nobody uses any more, forced or not. */
    public synchronized void close(Collection<? extends FileSlot> slots) {
        for (FileSlot slot : slots) {
            clean(slot);
            open.remove(slot);
            retire(slot);
            slot.handle = null;
        }
    }

    /** Number of files open in the cache. */
    public synchronized int openFiles() {
        return open.size();
    }

    private void clean(FileSlot slot) {
        if (slot.dirty) {
            slot.dirty = false;
            dirty--;
        }
    }

    private void makeRoom() {
        while (open.size() >= bound) {
            FileSlot victim = victim();
            if (victim == null) {
                return;
            }
            drop(victim);
        }
    }

    private void drop(FileSlot victim) {
        open.remove(victim);
        retire(victim);
        victim.handle = null;
    }

    private FileSlot idle() {
        for (FileSlot slot : open) {
            if (slot.handle.users == 0 && !slot.dirty) {
                return slot;
            }
        }
        return null;
    }

    private FileSlot victim() {
        FileSlot idle = idle();
        if (idle != null) {
            return idle;
        }
        for (FileSlot slot : open) {
            if (slot.handle.users == 0 && slot.failedForce == null && forced(slot)) {
                return slot;
            }
        }
        return null;
    }

    private boolean forced(FileSlot slot) {
        try {
            slot.handle.file.force();
        } catch (IOException e) {
            slot.failedForce = e;
            return false;
        }
        clean(slot);
        return true;
    }

    private void retire(FileSlot slot) {
        if (slot.handle != null && slot.handle.users == 0) {
            close(slot.handle);
        }
    }

    private static void close(FileHandle handle) {
        try {
            handle.file.close();
        } catch (IOException e) {
            LOG.warn("A file did not close: {}", e.toString());
        }
    }
}
