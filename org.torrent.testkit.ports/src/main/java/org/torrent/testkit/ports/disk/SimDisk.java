package org.torrent.testkit.ports.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.testkit.ports.disk.DiskCall.Operation;

/**
 * A disk in memory that is as unreliable as a real one may be, behind the storage's own file port.
 *
 * <p>Content and directory entries are durable only once they were forced, each for itself: forcing a file says nothing
 * about its name. {@link #cutPower} loses, tears and reorders the rest, {@link #kill} only ends the process. Any call
 * can be made to fail, by number for exhaustive sweeps. No symbolic links. What a file says of when it was changed is
 * the number of the call in nanoseconds, unless somebody set it. For one thread at a time.
 */
public final class SimDisk implements FileSystemPort {
    private final SimDirectory root = new SimDirectory();
    private final DiskRules rules;
    private final Set<Path> locks = new HashSet<>();
    private boolean readOnly;

    /** An empty disk whose accidents follow from the seed. */
    public SimDisk(long seed) {
        this.rules = new DiskRules(seed);
    }

    /** Makes a directory and those above it, durable at once: what was there before the program came. */
    public SimDisk directory(Path path) {
        SimDirectory at = root;
        for (Path name : path) {
            if (at.get(name.toString()) == null) {
                at.put(name.toString(), new SimDirectory());
                at.force();
            }
            at = (SimDirectory) at.get(name.toString());
        }
        return this;
    }

    /** Puts a file there with the directories above it, durable at once. */
    public void put(Path path, byte[] content) {
        directory(path.getParent());
        SimFile file = new SimFile();
        file.write(0, content, rules.calls);
        file.force();
        SimDirectory parent = (SimDirectory) find(path.getParent());
        parent.put(name(path), file);
        parent.force();
        rules.usedBytes += content.length;
    }

    /** Asked before every call; null lets it pass. */
    public void faults(Function<DiskCall, DiskFault> decision) {
        rules.faults = decision;
    }

    /** Run at every read, write and force: lets simulated time pass. */
    public void pace(Runnable pacer) {
        rules.pace = pacer;
    }

    /** Beyond that many bytes of content there is no space left. */
    public void capacity(long bytes) {
        rules.capacityBytes = bytes;
    }

    /** Whether nothing may be made anywhere. */
    public void readOnly(boolean value) {
        readOnly = value;
    }

    /** Files open now. */
    public int openFiles() {
        return rules.openFiles;
    }

    /** How many calls were made so far. */
    public long calls() {
        return rules.calls;
    }

    /** The machine loses power and starts again: files are closed, locks gone, and what was not forced may be, too. */
    public void cutPower() {
        kill();
        cutPower(root, new HashSet<>());
        rules.usedBytes = root.bytes();
    }

    /** Also what is out of reach now but may be back then. */
    private void cutPower(Object node, Set<Object> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SimDirectory directory) {
            List<Object> below = directory.nodes();
            directory.cutPower(rules.random);
            below.forEach(each -> cutPower(each, seen));
        } else {
            ((SimFile) node).cutPower(rules.random);
        }
    }

    /** The process is killed: its files are closed, its locks gone, what it wrote stays. */
    public void kill() {
        rules.epoch++;
        rules.openFiles = 0;
        locks.clear();
    }

    /** The bytes programs see in a file; null when there is none. */
    public byte[] content(Path path) {
        return find(path) instanceof SimFile file ? file.content() : null;
    }

    /** Whether there is such a file or directory. */
    public boolean exists(Path path) {
        return find(path) != null;
    }

    /** What a file would hold after a power cut that keeps only what was forced; null when it would not be there. */
    public byte[] platter(Path path) {
        Object node = root;
        for (Path name : path) {
            node = node instanceof SimDirectory directory ? directory.durable(name.toString()) : null;
        }
        return node instanceof SimFile file ? file.platter() : null;
    }

    /** Flips a bit, as failing hardware does. */
    public void corrupt(Path file, long position) throws IOException {
        file(file).corrupt(position);
    }

    @Override
    public OpenFile open(Path path, boolean write) throws IOException {
        DiskFault fault = rules.call(Operation.OPEN, path, write && find(path) == null);
        Object node = find(path);
        if (node instanceof SimDirectory) {
            throw new FileSystemException(path.toString(), null, "Is a directory");
        }
        if (node == null && !write) {
            throw new NoSuchFileException(path.toString());
        }
        refuse(fault);
        if (node == null) {
            node = new SimFile();
            parent(path).put(name(path), node);
        }
        rules.openFiles++;
        return new SimOpenFile(rules, path, (SimFile) node, write);
    }

    @Override
    public Kind kind(Path path) throws IOException {
        refuse(rules.call(Operation.LOOK, path));
        Object node = find(path);
        return node == null ? Kind.MISSING : node instanceof SimFile ? Kind.FILE : Kind.DIRECTORY;
    }

    @Override
    public long size(Path path) throws IOException {
        refuse(rules.call(Operation.LOOK, path));
        return file(path).size();
    }

    @Override
    public Stamp stamp(Path path) throws IOException {
        refuse(rules.call(Operation.LOOK, path));
        return file(path).stamp();
    }

    @Override
    public void setModified(Path path, long nanos) throws IOException {
        refuse(rules.call(Operation.TOUCH, path));
        file(path).modified(nanos);
    }

    @Override
    public Path realPath(Path path) throws IOException {
        refuse(rules.call(Operation.LOOK, path));
        if (find(path) == null) {
            throw new NoSuchFileException(path.toString());
        }
        return path.normalize();
    }

    @Override
    public boolean writable(Path path) {
        return !readOnly && find(path) != null;
    }

    @Override
    public void createDirectory(Path path) throws IOException {
        refuse(rules.call(Operation.CREATE_DIRECTORY, path));
        if (find(path) != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
        parent(path).put(name(path), new SimDirectory());
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        refuse(rules.call(Operation.RENAME, from));
        SimFile moved = file(from);
        SimDirectory source = parent(from);
        SimDirectory target = parent(to);
        if (target.get(name(to)) instanceof SimDirectory) {
            throw new FileSystemException(to.toString(), null, "Is a directory");
        }
        if (source == target) {
            source.rename(name(from), name(to));
        } else {
            target.put(name(to), moved);
            source.remove(name(from));
        }
    }

    @Override
    public void forceDirectory(Path path) throws IOException {
        refuse(rules.call(Operation.FORCE_DIRECTORY, path));
        rules.pace.run();
        if (!(find(path) instanceof SimDirectory directory)) {
            throw new NoSuchFileException(path.toString());
        }
        directory.force();
    }

    @Override
    public void delete(Path path) throws IOException {
        refuse(rules.call(Operation.DELETE, path));
        Object node = find(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (node instanceof SimDirectory directory && !directory.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        if (node instanceof SimFile file) {
            rules.usedBytes -= file.size();
        }
        parent(path).remove(name(path));
    }

    @Override
    public List<Path> list(Path path) throws IOException {
        refuse(rules.call(Operation.LIST, path));
        if (!(find(path) instanceof SimDirectory directory)) {
            throw new NoSuchFileException(path.toString());
        }
        return directory.names().stream().map(path::resolve).toList();
    }

    @Override
    public Lock lock(Path file) throws IOException {
        if (!locks.add(file)) {
            throw new InUseException("another process uses it");
        }
        int lockedIn = rules.epoch;
        return new Lock() {
            @Override
            public boolean isHeld() {
                return lockedIn == rules.epoch && locks.contains(file);
            }

            @Override
            public void close() {
                if (lockedIn == rules.epoch) {
                    locks.remove(file);
                }
            }
        };
    }

    @Override
    public void makePrivateDirectory(Path path) throws IOException {
        refuse(rules.call(Operation.CREATE_DIRECTORY, path));
        directory(path);
    }

    private static void refuse(DiskFault fault) throws IOException {
        if (fault != null && fault != DiskFault.SHORT_WRITE) {
            throw fault.exception();
        }
    }

    private Object find(Path path) {
        Object at = root;
        for (Path name : path.normalize()) {
            at = at instanceof SimDirectory directory ? directory.get(name.toString()) : null;
        }
        return at;
    }

    private SimFile file(Path path) throws IOException {
        if (find(path) instanceof SimFile file) {
            return file;
        }
        throw new NoSuchFileException(path.toString());
    }

    private SimDirectory parent(Path path) throws IOException {
        if (path.getParent() != null && find(path.getParent()) instanceof SimDirectory directory) {
            return directory;
        }
        throw new NoSuchFileException(path.toString());
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
