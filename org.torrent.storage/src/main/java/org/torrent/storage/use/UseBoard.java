package org.torrent.storage.use;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.storage.Limits;

/**
 * A directory in which the processes of a user tell each other which files their torrents use. Each process holds a lock
 * of the system on {@code pN.lock} while it lives, and has a file {@code pN-….uses} for each of its torrents; who is first
 * to find that lock free takes away what a process that died has left. Whoever adds something holds {@code lock}. Guarded
 * by its owner.
 */
final class UseBoard {
    private static final Logger LOG = LoggerFactory.getLogger(UseBoard.class);
    private static final String USES = ".uses";
    private static final long PAUSE_NANOS = 1_000_000L;

    private final FileSystemPort files;
    private final Path directory;
    private final String run;
    private final Map<Path, Seen> others = new HashMap<>();
    private final Set<Path> leftovers = new LinkedHashSet<>(); // of this process, to be deleted
    private FileSystemPort.Lock alive;
    private String process;
    private int made;
    private int generation;

    /** A file of another process, as it was when it had that length. */
    private record Seen(long bytes, UseTable table) {}

    /** @param run differs from that of any process before */
    UseBoard(FileSystemPort files, Path directory, String run) {
        this.files = files;
        this.directory = directory;
        this.run = run;
    }

    /** Enters: others wait until this is closed. */
    Closeable enter() throws IOException {
        forgetLostName();
        if (alive == null) {
            files.makePrivateDirectory(directory); // also when somebody took it away with all that was in it
        }
        Path mutex = directory.resolve("lock");
        for (int i = 1; ; i++) {
            try {
                return signedIn(files.lock(mutex));
            } catch (FileSystemPort.InUseException e) {
                if (i == Limits.USE_LOCK_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private Closeable signedIn(Closeable entered) throws IOException {
        try {
            signIn();
            removeLeftovers();
            return entered;
        } catch (IOException | RuntimeException e) {
            entered.close(); // or nobody gets in any more
            throw e;
        }
    }

    /** Shows that this process lives, under the first name that is free. */
    private void signIn() throws IOException {
        forgetLostName(); // once more: others were waited for
        for (int n = 0; alive == null; n++) {
            FileSystemPort.Lock lock = lockIfFree("p" + n);
            if (lock != null) {
                alive = lock;
                process = "p" + n;
                generation++;
                removeFilesBeginningWith(process + "-");
            }
        }
    }

    private void forgetLostName() throws IOException {
        if (alive != null && !alive.isHeld()) {
            alive.close(); // somebody took the file away: nobody sees that we live
            alive = null;
        }
    }

    /** Differs once what was told is gone with our name. */
    int generation() {
        return generation;
    }

    private void removeLeftovers() throws IOException {
        for (Path path : List.copyOf(leftovers)) {
            if (files.kind(path) != FileSystemPort.Kind.MISSING) {
                files.delete(path);
            }
            leftovers.remove(path);
        }
    }

    private FileSystemPort.Lock lockIfFree(String name) throws IOException {
        try {
            return files.lock(directory.resolve(name + ".lock"));
        } catch (FileSystemPort.InUseException e) {
            return null;
        }
    }

    private void removeFilesBeginningWith(String name) throws IOException {
        for (Path path : files.list(directory)) {
            if (isUses(path) && path.getFileName().toString().startsWith(name)) {
                files.delete(path);
            }
        }
    }

    /** What the torrents of other processes use; while entered. */
    List<UseTable> others() throws IOException {
        Map<String, Boolean> living = new HashMap<>(Map.of(process, false));
        Map<Path, Seen> seen = new HashMap<>();
        for (Path path : files.list(directory)) {
            if (isUses(path) && isLiving(processOf(path), living)) {
                look(path, seen);
            }
        }
        others.clear();
        others.putAll(seen);
        return seen.values().stream().map(Seen::table).toList();
    }

    private boolean isLiving(String name, Map<String, Boolean> known) throws IOException {
        Boolean living = known.get(name);
        if (living == null) {
            try (Closeable lock = lockIfFree(name)) {
                living = lock == null;
                known.put(name, living);
                if (lock != null) {
                    removeFilesBeginningWith(name + "-");
                }
            }
        }
        return living;
    }

    private void look(Path path, Map<Path, Seen> into) throws IOException {
        try {
            long bytes = files.size(path);
            if (bytes > Limits.USE_TABLE_BYTES) {
                throw new IOException(
                        path + " has " + bytes + " bytes, at most " + Limits.USE_TABLE_BYTES + " are read");
            }
            Seen before = others.get(path);
            into.put(path, before != null && before.bytes() == bytes ? before : new Seen(bytes, read(path, bytes)));
        } catch (NoSuchFileException e) {
            into.remove(path); // its torrent has just been closed
        }
    }

    private UseTable read(Path path, long bytes) throws IOException {
        try (OpenFile file = files.open(path, false)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(bytes));
            while (content.hasRemaining() && file.read(content, content.position()) >= 0) {
                // read on
            }
            return UseTable.read(content.flip());
        }
    }

    /** A new file of all that a torrent of this process uses; while entered. */
    Path add(UseTable table) throws IOException {
        Path path = directory.resolve(ours() + made++ + USES);
        try {
            write(path, table.header());
            write(path, table.records());
            return path;
        } catch (IOException e) {
            leftovers.add(path);
            throw e;
        }
    }

    /** What the files of this process begin with, and no other's. */
    private String ours() {
        return process + "-" + run + "-";
    }

    /** Says more; a file that says less than it should for that reason is as it was before. */
    void append(Path path, ByteBuffer bytes) throws IOException {
        if (files.kind(path) == FileSystemPort.Kind.MISSING) {
            throw new NoSuchFileException(path.toString());
        }
        write(path, bytes);
    }

    private void write(Path path, ByteBuffer bytes) throws IOException {
        try (OpenFile file = files.open(path, true)) {
            long before = file.size();
            try {
                long end = before;
                ByteBuffer[] one = {bytes};
                while (bytes.hasRemaining()) {
                    end += file.write(one, 0, 1, end);
                }
            } catch (IOException e) {
                file.truncate(before); // half a record would shift what comes behind it
                throw e;
            }
        }
    }

    /** What is in a file of this process counts no more; it is deleted now, or as soon as that works. */
    void remove(Path path) {
        leftovers.add(path);
        try {
            removeLeftovers();
        } catch (IOException e) {
            LOG.debug("Others see a torrent that is closed for a while: {}", e.toString());
        }
    }

    /** Nothing of this process is used any more. */
    void leave() {
        if (alive == null) {
            return;
        }
        try {
            removeFilesBeginningWith(ours()); // our name may have been lost, and be another process's by now
        } catch (IOException e) {
            LOG.debug("Who comes next tidies up: {}", e.toString());
        }
        try {
            alive.close();
        } catch (IOException e) {
            LOG.debug("A lock did not close: {}", e.toString());
        }
        alive = null;
    }

    private static boolean isUses(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(USES) && name.indexOf('-') > 0;
    }

    private static String processOf(Path path) {
        String name = path.getFileName().toString();
        return name.substring(0, name.indexOf('-'));
    }
}
