package org.torrent.storage.content;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Directories;
import org.torrent.storage.file.Faults;

/**
 * Where a torrent's files are, and the only place that turns its names into paths. The user's directory is made
 * canonical once; below it symbolic links are followed only as long as they stay inside the torrent's own directory.
 */
public final class ContentRoot {
    private static final String LINK_REMEDY = "replace the symbolic link by what it points to";

    private final FileSystemPort files;
    private final Directories directories;
    private final Path directory;

    private ContentRoot(FileSystemPort files, Directories directories, Path directory) {
        this.files = files;
        this.directories = directories;
        this.directory = directory;
    }

    /** Makes the user's directory canonical; it need not exist yet. */
    public static ContentRoot open(FileSystemPort files, Directories directories, Path wanted) throws StorageException {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Path existing = path;
            while (existing.getParent() != null && files.kind(existing) == Kind.MISSING) {
                existing = existing.getParent();
            }
            Path real = files.realPath(existing);
            if (files.kind(real) != Kind.DIRECTORY) {
                throw Faults.refused("use", path, existing + " is not a directory", "choose another directory");
            }
            return new ContentRoot(
                    files, directories, real.resolve(existing.relativize(path)).normalize());
        } catch (IOException e) {
            throw Faults.of("use", path, e);
        }
    }

    /** Makes sure that the canonical directory itself is there for good. */
    void ensure() throws IOException {
        directories.ensure(directory);
    }

    /** The canonical directory. */
    public Path directory() {
        return directory;
    }

    /** Fails unless new entries can be made where the directory is or will be. */
    public void requireWritable() throws IOException {
        requireWritable(directory);
    }

    /** Fails unless the file can be written to or, if it is missing, be made. */
    void requireWritable(List<String> names) throws IOException {
        requireWritable(locate(names));
    }

    private void requireWritable(Path path) throws IOException {
        Path existing = path;
        while (existing.getParent() != null && files.kind(existing) == Kind.MISSING) {
            existing = existing.getParent();
        }
        if (!files.writable(existing)) {
            throw Faults.refused("write to", existing, "read-only, or permission denied", "choose another directory");
        }
    }

    /** The path names stand for, without looking at the disk. */
    public Path plain(List<String> names) throws StorageException {
        Path path = directory;
        for (String name : names) {
            path = path.resolve(checked(name));
        }
        return path;
    }

    /** As {@link #plain}, for names that were checked before. */
    Path known(List<String> names) {
        Path path = directory;
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    /** The real path of a file that may be missing. */
    public Path locate(List<String> names) throws IOException {
        return walk(names, null);
    }

    /**
     * The real path of a file that is about to be written; makes missing directories.
     *
     * @param newEntryIn hears of each directory that got an entry
     */
    public Path prepare(List<String> names, Consumer<Path> newEntryIn) throws IOException {
        makeDirectory();
        return walk(names, newEntryIn);
    }

    private Path walk(List<String> names, Consumer<Path> newEntryIn) throws IOException {
        Path limit = names.size() == 1 ? directory : directory.resolve(checked(names.get(0)));
        Path current = directory;
        for (int i = 0; i < names.size() - 1; i++) {
            Path next = current.resolve(checked(names.get(i)));
            current = enter(next, limit);
            if (current == null) {
                if (newEntryIn == null) {
                    return plain(names);
                }
                newEntryIn.accept(next.getParent());
                create(next);
                current = next;
            }
        }
        return target(current.resolve(checked(names.get(names.size() - 1))), limit);
    }

    private Path enter(Path next, Path limit) throws IOException {
        return switch (files.kind(next)) {
            case DIRECTORY -> next;
            case MISSING -> null;
            case SYMBOLIC_LINK -> followed(next, limit);
            default -> throw Faults.refused("use", next, "it is not a directory", "move it away");
        };
    }

    private Path target(Path file, Path limit) throws IOException {
        return switch (files.kind(file)) {
            case FILE, MISSING -> file;
            case SYMBOLIC_LINK -> followed(file, limit);
            default -> throw Faults.refused("use", file, "it is not a file", "move it away");
        };
    }

    private Path followed(Path link, Path limit) throws IOException {
        Path real;
        try {
            real = files.realPath(link);
        } catch (IOException e) {
            throw Faults.refused("use", link, "it is a symbolic link to nothing", LINK_REMEDY);
        }
        if (!real.startsWith(limit)) {
            throw Faults.refused("use", link, "it is a symbolic link out of the torrent's directory", LINK_REMEDY);
        }
        return real;
    }

    private void makeDirectory() throws IOException {
        if (directories.make(directory) && !files.realPath(directory).equals(directory)) {
            throw Faults.refused("use", directory, "it became a symbolic link", LINK_REMEDY);
        }
    }

    private void create(Path path) throws IOException {
        try {
            files.createDirectory(path);
        } catch (IOException e) {
            throw Faults.of("make directory", path, e);
        }
    }

    private Path checked(String name) throws StorageException {
        try {
            Path path = directory.getFileSystem().getPath(name);
            if (!name.isEmpty()
                    && path.getNameCount() == 1
                    && !path.isAbsolute()
                    && !name.equals(".")
                    && !name.equals("..")
                    && path.toString().equals(name)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw Faults.refused(
                    "use",
                    directory,
                    "the name \"" + name + "\" is not possible here: " + e.getReason(),
                    "run with a UTF-8 locale (LC_ALL=C.UTF-8) or choose another directory");
        }
        throw Faults.refused("use", directory, "the name \"" + name + "\" leads out of it", "don't use this torrent");
    }
}
