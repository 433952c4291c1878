package org.torrent.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.torrent.options.Command;
import org.torrent.options.EnvironmentVariable;
import org.torrent.options.Flag;

/**
 * The folder one process keeps its state in, locked for as long as it runs.
 *
 * <p>The console and the daemon share {@code TORRENT_HOME/session}. Every {@code get} and {@code seed} has a folder
 * of its own, found again by the same command, target folder and sources: that is how the same {@code get} resumes
 * and how two different ones don't meet; it goes when the job is done. What has nothing to remember works in a folder that goes away with it.
 */
final class StateDirectory implements AutoCloseable {
    private static final int JOB_NAME_DIGITS = 16;
    private static final String JOBS = "jobs";
    private static final String REMOVED = "removed-";
    private static final Object NONE = "this file system does not tell";
    private static final Object GONE = "there is no file";
    private static final String LOCK = "runtime.lock";
    private static final Pattern LINK = Pattern.compile("magnet:|https?://", Pattern.CASE_INSENSITIVE);

    private static final String HOME = EnvironmentVariable.HOME.key();

    private final Path path;
    private final FileChannel lockFile;

    private StateDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Where {@code invocation} keeps its state. */
    static Path locate(Path home, Path temporary, Invocation invocation) {
        return switch (invocation.state()) {
            case SESSION -> home.resolve("session");
            case JOB -> home.resolve(JOBS).resolve(jobName(invocation));
            case NONE -> temporary.resolve("state");
        };
    }

    /** Creates the folder if needed, for its owner only, and takes its lock. */
    static StateDirectory lock(Path path) {
        try {
            for (int attempt = 0; attempt < Limits.LOCK_ATTEMPTS; attempt++) {
                OwnerOnly.make(path);
                closeIfPossible(path);
                Optional<StateDirectory> locked = tryLock(path);
                if (locked.isPresent()) {
                    locked.get().touchIfPossible();
                    return locked.get();
                }
            }
            throw inUse(path);
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        } catch (IOException e) {
            throw LaunchException.failure(
                    "can't write to the state folder " + path + " (" + DiskFailure.words(e) + "): "
                            + DiskFailure.remedy(DiskFailure.words(e)) + ", or set " + HOME
                            + " to a folder you may write to",
                    e);
        }
    }

    /** Not every file system keeps permissions: that must not keep the user out. */
    private static void closeIfPossible(Path path) {
        try {
            OwnerOnly.close(path);
        } catch (IOException e) {
            System.err.println("torrent: warning: " + LaunchException.oneLine(open(path, e)));
        }
    }

    /** The time only tells how old a job is: a full disk must not keep the user from making room. */
    private void touchIfPossible() {
        try {
            touch();
        } catch (IOException e) {
            System.err.println("torrent: warning: " + LaunchException.oneLine(unwritten(path, e)));
        }
    }

    /** What is said of a folder that can't be closed to others. */
    static String open(Path path, IOException why) {
        return "others may read " + path + ", which can't be changed (" + DiskFailure.words(why)
                + "): take their permissions away, or set " + HOME + " to a folder of your own";
    }

    /** What is said of a folder that can be locked and not written to. */
    static String unwritten(Path path, IOException why) {
        String words = DiskFailure.words(why);
        return "can't write to the state folder " + path + " (" + words + "): " + DiskFailure.remedy(words)
                + ", or a restart will not know what is done now";
    }

    /** Nothing when the file that was locked is not the one that others find: it is new, or somebody just removed it. */
    private static Optional<StateDirectory> tryLock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        Object before = fileKey(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(path);
            }
            if (before != GONE && before.equals(fileKey(file))) {
                return Optional.of(new StateDirectory(path, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives the lock file the time of this use, through the channel we have: see {@link #fileKey}. */
    private void touch() throws IOException {
        lockFile.truncate(0);
        lockFile.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }

    /**
     * Which file it is. The lock file must not be opened twice: where locks belong to processes, closing one of two
     * descriptors gives the lock back.
     */
    private static Object fileKey(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? NONE : key;
        } catch (NoSuchFileException e) {
            return GONE;
        }
    }

    Path path() {
        return path;
    }

    /** Whether nothing was saved here: there are no bytes in it but those of our own lock. */
    boolean isUnused() throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile).allMatch(this::isEmptyOrOurs);
        }
    }

    private boolean isEmptyOrOurs(Path file) {
        return file.equals(path.resolve(LOCK)) || file.toFile().length() == 0;
    }

    /** Removes the folder with all that is in it, while nobody else can have its lock. To be closed then. */
    void remove() throws IOException {
        Path aside = path.resolveSibling(REMOVED + UUID.randomUUID());
        Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        FileTree.delete(aside);
    }

    /** Gives the lock back; the file stays unless the whole folder was removed. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /**
     * Removes folders of jobs that nobody has used for long, and what an earlier removal left. Such a job can be asked for
     * again; it is checked anew then.
     */
    static void sweep(Path home, LauncherLog log) {
        Path jobs = home.resolve(JOBS);
        Instant oldest = Instant.now().minus(Limits.JOB_KEPT);
        try (Stream<Path> found = Files.isDirectory(jobs) ? Files.list(jobs) : Stream.empty()) {
            for (Path job : found.toList()) {
                sweepOne(job, oldest);
            }
        } catch (IOException e) {
            log.log("could not remove old jobs in " + jobs, e);
        }
    }

    private static void sweepOne(Path job, Instant oldest) throws IOException {
        if (job.getFileName().toString().startsWith(REMOVED)) {
            FileTree.delete(job);
            return;
        }
        Path lock = job.resolve(LOCK); // its time is that of the last use
        if (!Files.isRegularFile(lock)
                || Files.getLastModifiedTime(lock).toInstant().isAfter(oldest)) {
            return;
        }
        try {
            Optional<StateDirectory> unused = tryLock(job);
            if (unused.isPresent()) {
                unused.get().remove();
                unused.get().close();
            }
        } catch (LaunchException | OverlappingFileLockException | NoSuchFileException e) {
            // it is used again, or gone
        }
    }

    private static LaunchException inUse(Path path) {
        return LaunchException.failure(
                "another torrent process is using " + path + ": stop it, or set " + HOME + " to another folder", null);
    }

    private static String jobName(Invocation invocation) {
        StringBuilder identity = new StringBuilder(
                        invocation.command().map(Command::word).orElse(""))
                .append('\n')
                .append(absolute(invocation.value(Flag.DIR).orElse(".")));
        List<String> sources = invocation.operands().stream()
                .map(StateDirectory::source)
                .sorted()
                .toList();
        sources.forEach(source -> identity.append('\n').append(source));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, JOB_NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** A file by its absolute path, so that the working directory does not matter; links of any scheme as they are. */
    private static String source(String source) {
        return LINK.matcher(source).lookingAt() ? source : absolute(source);
    }

    private static String absolute(String path) {
        try {
            return UserPath.of(path).toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
