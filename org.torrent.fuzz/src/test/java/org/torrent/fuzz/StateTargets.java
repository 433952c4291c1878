package org.torrent.fuzz;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Directories;
import org.torrent.storage.state.FileStateStore;

/** Files that hold small states. */
final class StateTargets {
    private static final Path DIRECTORY = Path.of("/states");
    private static final String NAME = "torrent.a";

    private StateTargets() {}

    /** A file as it is, and the same bytes as a value that is saved. */
    static void state(byte[] input) {
        MemoryFiles disk = new MemoryFiles();
        disk.put(DIRECTORY.resolve(NAME), input);
        FileStateStore states = new FileStateStore(disk, new Directories(disk), DIRECTORY, Runnable::run);
        load(states).ifPresent(value -> Check.that(value.length <= input.length, "more than there was"));
        states.save(NAME, input).toCompletableFuture().join();
        Check.equal(load(states).orElseThrow(), input, "what was saved");
    }

    private static Optional<byte[]> load(FileStateStore states) {
        try {
            return states.load(NAME).toCompletableFuture().join();
        } catch (CompletionException e) {
            Check.that(e.getCause() instanceof StorageException, "fails with " + e.getCause());
            Check.isOneLine(e.getCause());
            return Optional.empty();
        }
    }
}
