package org.torrent.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.torrent.spi.file.FileSystemPort;

/** The machine's files. */
public final class NioFileSystem implements FileSystemPort {
    private static final boolean WINDOWS = java.io.File.separatorChar == '\\';
    private static final String LOCKED = "org.torrent.storage.locked:";
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> READ_WRITE = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.SPARSE,
            LinkOption.NOFOLLOW_LINKS);

    private final Owners owners;

    /** Who owns what. */
    @FunctionalInterface
    interface Owners {
        UserPrincipal of(Path path) throws IOException;
    }

    /** As the machine has it. */
    public NioFileSystem() {
        this(path -> Files.getOwner(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** With somebody else who says who owns what. */
    NioFileSystem(Owners owners) {
        this.owners = owners;
    }

    @Override
    public OpenFile open(Path file, boolean write) throws IOException {
        return new NioOpenFile(FileChannel.open(file, write ? READ_WRITE : READ));
    }

    @Override
    public Kind kind(Path path) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Kind.MISSING;
        }
        if (found.isSymbolicLink()) {
            return Kind.SYMBOLIC_LINK;
        }
        if (found.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public Stamp stamp(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(found.size(), found.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    @Override
    public void setModified(Path file, long nanos) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(nanos, TimeUnit.NANOSECONDS), null, null);
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return path.toRealPath();
    }

    @Override
    public boolean writable(Path path) {
        return Files.isWritable(path);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return; // has no such call; NTFS journals its entries
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /**
     * As the port says. That this process has the lock is noted where every class loader sees it: to find out by opening the
     * file would give up the lock, because POSIX drops it when any descriptor of the file is closed.
     */
    @Override
    public Lock lock(Path file) throws IOException {
        String note = LOCKED + file;
        if (System.getProperties().putIfAbsent(note, "") != null) {
            throw new InUseException("this process uses it already");
        }
        FileChannel channel = null;
        try {
            Object key = madeKey(file);
            channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (channel.tryLock() == null) {
                throw new InUseException("another process uses it");
            }
            if (!Objects.equals(key, key(file))) {
                throw new InUseException("somebody has just replaced it");
            }
            return new HeldLock(file, key, channel, note);
        } catch (OverlappingFileLockException e) {
            abandon(channel, note);
            throw new InUseException("this process uses it already, by another path");
        } catch (IOException e) {
            abandon(channel, note);
            throw e;
        }
    }

    private record HeldLock(Path file, Object key, FileChannel channel, String note) implements Lock {
        @Override
        public boolean isHeld() throws IOException {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Objects.equals(key, NioFileSystem.key(file));
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                System.getProperties().remove(note);
            }
        }
    }

    /** What tells a file from another that bore its name before; null where the system has no such thing. */
    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private static Object madeKey(Path file) throws IOException {
        try {
            return key(file);
        } catch (NoSuchFileException e) {
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                    .close();
            return key(file);
        }
    }

    private static void abandon(FileChannel channel, String note) throws IOException {
        System.getProperties().remove(note);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void makePrivateDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            createPrivate(directory);
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new IOException("others may write to " + directory);
        }
        if (view != null && !isOurs(directory)) {
            throw new IOException(directory + " belongs to somebody else");
        }
    }

    /** Makes it unless another process was first. */
    static void createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        boolean posix = Files.getFileStore(directory.getParent()).supportsFileAttributeView("posix");
        try {
            Files.createDirectory(directory, posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException e) {
            requireDirectory(directory, e);
        }
    }

    private static void requireDirectory(Path path, FileAlreadyExistsException e) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw e;
        }
    }

    /** Whoever owns a file that we make is who we are. */
    private boolean isOurs(Path directory) throws IOException {
        Path made = Files.createTempFile(directory, "owner", null);
        try {
            return owners.of(directory).equals(owners.of(made));
        } finally {
            Files.delete(made);
        }
    }
}
