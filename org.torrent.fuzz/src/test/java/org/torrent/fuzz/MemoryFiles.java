package org.torrent.fuzz;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.torrent.spi.file.FileSystemPort;

/** Files in memory that never fail, and cost next to nothing: the testkit's simulated disk has accidents to look after. */
public final class MemoryFiles implements FileSystemPort {
    private final Map<Path, MemoryFile> files = new HashMap<>();

    /** Puts a file there. */
    public void put(Path path, byte[] content) {
        MemoryFile file = new MemoryFile();
        file.content = content.clone();
        file.length = content.length;
        files.put(path, file);
    }

    private MemoryFile file(Path path) throws IOException {
        MemoryFile file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    @Override
    public OpenFile open(Path path, boolean write) throws IOException {
        return write ? files.computeIfAbsent(path, missing -> new MemoryFile()) : file(path);
    }

    /** Whatever is no file is a directory: none is ever asked to be made. */
    @Override
    public Kind kind(Path path) {
        if (files.containsKey(path)) {
            return Kind.FILE;
        }
        for (Path file : files.keySet()) {
            if (file.startsWith(path)) {
                return Kind.DIRECTORY;
            }
        }
        return Kind.MISSING;
    }

    @Override
    public Stamp stamp(Path path) throws IOException {
        return new Stamp(file(path).length, 0);
    }

    @Override
    public long size(Path path) throws IOException {
        return file(path).length;
    }

    @Override
    public void setModified(Path path, long nanos) throws IOException {
        file(path);
    }

    @Override
    public Path realPath(Path path) {
        return path;
    }

    @Override
    public boolean writable(Path path) {
        return true;
    }

    @Override
    public void createDirectory(Path directory) {}

    @Override
    public void rename(Path from, Path to) throws IOException {
        files.put(to, file(from));
        files.remove(from);
    }

    @Override
    public void forceDirectory(Path directory) {}

    @Override
    public void delete(Path path) throws IOException {
        file(path);
        files.remove(path);
    }

    @Override
    public List<Path> list(Path directory) {
        return files.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .toList();
    }

    @Override
    public Lock lock(Path file) throws IOException {
        throw new FileNotFoundException("nobody locks " + file);
    }

    @Override
    public void makePrivateDirectory(Path directory) {}

    private static final class MemoryFile implements OpenFile {
        private byte[] content = new byte[128];
        private int length;

        @Override
        public int read(ByteBuffer into, long position) {
            if (position >= length) {
                return -1;
            }
            int count = (int) Math.min(into.remaining(), length - position);
            into.put(content, (int) position, count);
            return count;
        }

        @Override
        public long write(ByteBuffer[] from, int first, int count, long position) {
            int at = (int) position;
            for (int i = first; i < first + count; i++) {
                int bytes = from[i].remaining();
                if (at + bytes > content.length) {
                    content = Arrays.copyOf(content, Math.max(at + bytes, 2 * content.length));
                }
                from[i].get(content, at, bytes);
                at += bytes;
            }
            length = Math.max(length, at);
            return at - position;
        }

        @Override
        public void force() {}

        @Override
        public long size() {
            return length;
        }

        @Override
        public void truncate(long bytes) {
            length = (int) Math.min(length, bytes);
        }

        @Override
        public void close() {}
    }
}
