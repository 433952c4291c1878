package org.torrent.storage.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.torrent.storage.file.FileSystemPort;

/**
 * A file system in memory with a page cache and a platter. A power cut drops, tears and reorders what was not forced;
 * a failed force loses what it should have written; any single call can be made to fail. One thread.
 */
public final class SimDisk implements FileSystemPort {
    private final SimDirectory root = new SimDirectory();
    private final FaultPlan faults = new FaultPlan();
    private int openFiles;
    private boolean readOnly;

    /** Faults to come. */
    public FaultPlan faults() {
        return faults;
    }

    /** Whether nothing may be made anywhere. */
    public void readOnly(boolean value) {
        readOnly = value;
    }

    /** Files open now. */
    public int openFiles() {
        return openFiles;
    }

    /** Only what was forced is there for certain. */
    public void cutPower(Random random) {
        cut(root, random, new HashSet<>());
        openFiles = 0;
    }

    private void cut(SimDirectory directory, Random random, Set<Object> seen) {
        if (!seen.add(directory)) {
            return;
        }
        List<Object> children = new ArrayList<>(directory.live().values());
        children.addAll(directory.platter().values());
        directory.cutPower(random);
        for (Object child : children) {
            if (child instanceof SimDirectory sub) {
                cut(sub, random, seen);
            } else if (seen.add(child)) {
                ((SimFile) child).cutPower(random);
            }
        }
    }

    /** The process died: its files are closed. */
    public void processDied() {
        openFiles = 0;
    }

    /** What a file would hold after a power cut that keeps only what was forced; null when it would not be there. */
    public byte[] platter(Path path) {
        Object node = root;
        for (Path name : path) {
            node = node instanceof SimDirectory directory ? directory.platter().get(name.toString()) : null;
        }
        return node instanceof SimFile file ? file.platter().clone() : null;
    }

    /** What a file holds for programs; null when it is not there. */
    public byte[] content(Path path) {
        return find(path) instanceof SimFile file ? file.cache().clone() : null;
    }

    private Object find(Path path) {
        Object node = root;
        for (Path name : path) {
            node = node instanceof SimDirectory directory ? directory.live().get(name.toString()) : null;
        }
        return node;
    }

    private SimDirectory parent(Path path) throws IOException {
        if (find(path.getParent()) instanceof SimDirectory directory) {
            return directory;
        }
        throw new NoSuchFileException(path.toString());
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static void change(SimDirectory directory, String name, Object node) {
        Map<String, Object> one = new HashMap<>();
        one.put(name, node);
        directory.change(one);
    }

    @Override
    public OpenFile open(Path path, boolean write) throws IOException {
        boolean create = write && find(path) == null;
        faults.next("open " + path, create);
        if (create) {
            SimFile made = new SimFile();
            change(parent(path), name(path), made);
        }
        if (find(path) instanceof SimFile file) {
            openFiles++;
            return new Open(path, file, write);
        }
        throw new NoSuchFileException(path.toString());
    }

    @Override
    public Kind kind(Path path) {
        Object node = find(path);
        if (node == null) {
            return Kind.MISSING;
        }
        return node instanceof SimFile ? Kind.FILE : Kind.DIRECTORY;
    }

    @Override
    public long size(Path path) throws IOException {
        faults.next("size " + path, false);
        if (find(path) instanceof SimFile file) {
            return file.size();
        }
        throw new NoSuchFileException(path.toString());
    }

    @Override
    public Path realPath(Path path) throws IOException {
        if (find(path) == null) {
            throw new NoSuchFileException(path.toString());
        }
        return path.normalize();
    }

    @Override
    public boolean writable(Path directory) {
        return !readOnly;
    }

    @Override
    public void createDirectory(Path path) throws IOException {
        faults.next("createDirectory " + path, true);
        SimDirectory made = new SimDirectory();
        change(parent(path), name(path), made);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        faults.next("rename " + from, true);
        Map<String, Object> both = new HashMap<>();
        both.put(name(to), find(from));
        both.put(name(from), null);
        parent(to).change(both);
    }

    @Override
    public void forceDirectory(Path path) throws IOException {
        faults.next("forceDirectory " + path, false);
        if (find(path) instanceof SimDirectory directory) {
            directory.force();
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        faults.next("delete " + path, false);
        change(parent(path), name(path), null);
    }

    @Override
    public List<Path> list(Path path) throws IOException {
        faults.next("list " + path, false);
        return ((SimDirectory) find(path))
                .live().keySet().stream().map(path::resolve).toList();
    }

    @Override
    public Closeable lock(Path file) {
        return () -> {};
    }

    private final class Open implements OpenFile {
        private final Path path;
        private final SimFile file;
        private final boolean write;
        private boolean closed;

        Open(Path path, SimFile file, boolean write) {
            this.path = path;
            this.file = file;
            this.write = write;
        }

        private void check() throws IOException {
            if (closed) {
                throw new IOException("closed: " + path);
            }
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            check();
            faults.next("read " + path, false);
            return file.read(into, position);
        }

        @Override
        public long write(ByteBuffer[] from, int first, int count, long position) throws IOException {
            check();
            if (!write) {
                throw new IOException("read only: " + path);
            }
            boolean shorter = faults.next("write " + path, true);
            long at = position;
            for (int i = first; i < first + count; i++) {
                int length = from[i].remaining();
                byte[] bytes = new byte[shorter ? (length + 1) / 2 : length];
                from[i].get(bytes);
                file.write(bytes, at);
                at += bytes.length;
                if (shorter) {
                    break;
                }
            }
            return at - position;
        }

        @Override
        public void force() throws IOException {
            check();
            try {
                faults.next("force " + path, false);
            } catch (IOException e) {
                file.forceFailed();
                throw e;
            }
            file.force();
        }

        @Override
        public long size() throws IOException {
            check();
            faults.next("size " + path, false);
            return file.size();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openFiles--;
            }
        }
    }
}
