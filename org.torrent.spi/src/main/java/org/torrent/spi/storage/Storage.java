package org.torrent.spi.storage;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.torrent.model.PieceHashing;
import org.torrent.spi.buffer.BlockPool;

/**
 * Files on disk. Thread-safe; nothing blocks the caller. Callbacks and stages complete on the storage's own threads.
 * When the provider goes, writes flush first.
 */
@ProviderType
public interface Storage {
    /**
     * Opens a torrent's files. Nothing is created before the first write or {@link TorrentStorage#check}.
     *
     * <p>A torrent has one owner: who asked with the highest {@linkplain StorageRequest#epoch epoch}. So a torrent can be
     * rebuilt elsewhere while a thread that is stuck, and may wake up, still holds the handle of before. From the moment
     * this is called with a higher epoch, whether it succeeds or not,
     *
     * <ul>
     *   <li>every call on the older handle throws {@link IllegalStateException}, and one that came with a block
     *       releases it; reads under way are answered with an error;
     *   <li>no call of the older listener begins any more;
     *   <li>opens of lower epochs that are under way fail.
     * </ul>
     *
     * What the older handle took is written, forced and journalled, or else hashed by the next check, and its files are
     * closed before the stage completes: two handles never have a torrent's files. An open in the epoch of one that is
     * open, or in a lower one, fails.
     *
     * @param pool where buffers for reading back come from
     * @return fails with {@link StorageException} (a target that can't be written, a name that leaves its root)
     */
    CompletionStage<TorrentStorage> open(StorageRequest request, BlockPool pool, StorageListener listener);

    /**
     * Hashes the files under a path into the parts of a new torrent, reading them once, in the deterministic order of
     * their names.
     *
     * @param path a file or a directory
     * @param leftOut files below it that don't belong to it; they need not exist
     * @param pieceBytes length of a piece, a power of two of at least 16 KiB; 0 to choose it by the size ({@code PieceSizes})
     * @param hashing how pieces are hashed ({@code MetainfoWriter.hashing})
     */
    CompletionStage<HashedFiles> hash(
            Path path, Set<Path> leftOut, int pieceBytes, PieceHashing hashing, ProgressListener progress);

    /**
     * Tells what is wrong with the storage's own files, which belongs to no torrent: a damaged journal. What it may have
     * said is looked at again, so nothing is to be done but to tell people. Any thread.
     *
     * @param listener hears also what was found before; called on any thread, must not block
     * @return ends it
     */
    default AutoCloseable onDamage(Consumer<StorageException> listener) {
        return () -> {};
    }

    /** Small named states of the session (torrents to resume, settings): replaced atomically, durable when complete. */
    StateStore state();
}
