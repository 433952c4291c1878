package org.torrent.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.torrent.options.Command;
import org.torrent.options.EnvironmentVariable;
import org.torrent.options.Flag;

/**
 * The folder one process keeps its state in, locked for as long as it runs.
 *
 * <p>The console and the daemon share {@code TORRENT_HOME/session}. Every {@code get} and {@code seed} has a folder
 * of its own, found again by the same command, target folder and sources: that is how the same {@code get} resumes
 * and how two different ones don't meet. What has nothing to remember works in a folder that goes away with it.
 */
final class StateDirectory implements AutoCloseable {
    private static final int JOB_NAME_DIGITS = 16;
    private static final Pattern LINK = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(//|\\?)");

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
            case JOB -> home.resolve("jobs").resolve(jobName(invocation));
            case NONE -> temporary.resolve("state");
        };
    }

    /** Creates the folder if needed and takes its lock. */
    static StateDirectory lock(Path path) {
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel =
                    FileChannel.open(path.resolve("runtime.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StateDirectory(path, channel);
            }
            channel.close();
            throw inUse(path);
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        } catch (IOException e) {
            throw LaunchException.failure(
                    "can't write to the state folder " + path + ": set " + HOME + " to a folder you may write to", e);
        }
    }

    Path path() {
        return path;
    }

    /** Gives the lock back; the file stays, removing it would let two processes hold two locks. */
    @Override
    public void close() throws IOException {
        lockFile.close();
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
            return Path.of(path).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
