package org.torrent.storage.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Kind;
import org.torrent.spi.file.FileSystemPort.OpenFile;
import org.torrent.spi.storage.StateStore;
import org.torrent.storage.Limits;
import org.torrent.storage.file.Directories;
import org.torrent.storage.file.Faults;

/**
 * Each state is a file of its name: the value in a {@link StateEnvelope}. A new value is written beside it, forced, and
 * renamed over it.
 */
public final class FileStateStore implements StateStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1," + Limits.STATE_NAME_CHARS + "}");
    private static final String NEW = "~new"; // no state can be called so

    private final FileSystemPort files;
    private final Directories directories;
    private final Path directory;
    private final Executor loop;

    /** States in a directory that is made when the first is saved. */
    public FileStateStore(FileSystemPort files, Directories directories, Path directory, Executor loop) {
        this.files = files;
        this.directories = directories;
        this.directory = directory;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Optional<byte[]>> load(String name) {
        Path file = file(name);
        return run(
                "read",
                file,
                () -> files.kind(file) == Kind.FILE
                        ? Optional.of(StateEnvelope.unwrap(content(file), file))
                        : Optional.empty());
    }

    @Override
    public CompletionStage<Void> save(String name, byte[] value) {
        Path file = file(name);
        ByteBuffer content = StateEnvelope.wrap(value);
        return run("save", file, () -> {
            directories.make(directory);
            directories.ensure(directory);
            write(content);
            files.rename(directory.resolve(NEW), file);
            files.forceDirectory(directory);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> remove(String name) {
        Path file = file(name);
        return run("remove", file, () -> {
            if (files.kind(file) != Kind.MISSING) {
                files.delete(file);
                files.forceDirectory(directory);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<List<String>> names() {
        return run("list", directory, () -> {
            if (files.kind(directory) != Kind.DIRECTORY) {
                return List.of();
            }
            return files.list(directory).stream()
                    .map(path -> path.getFileName().toString())
                    .filter(name -> isName(name))
                    .sorted()
                    .toList();
        });
    }

    private void write(ByteBuffer content) throws IOException {
        Path fresh = directory.resolve(NEW);
        if (files.kind(fresh) != Kind.MISSING) {
            files.delete(fresh);
        }
        try (OpenFile file = files.open(fresh, true)) {
            ByteBuffer[] rest = {content};
            while (rest[0].hasRemaining()) {
                file.write(rest, 0, 1, rest[0].position());
            }
            file.force();
        }
    }

    private byte[] content(Path path) throws IOException {
        try (OpenFile file = files.open(path, false)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
            while (content.hasRemaining()) {
                if (file.read(content, content.position()) < 0) {
                    throw new IOException("it became shorter while it was read");
                }
            }
            return content.array();
        }
    }

    private Path file(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a state: " + NAME);
        }
        return directory.resolve(name);
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    private interface Job<T> {
        T run() throws IOException;
    }

    private <T> CompletionStage<T> run(String doing, Path what, Job<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(job.run());
            } catch (IOException e) {
                result.completeExceptionally(Faults.of(doing, what, e));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
