package org.torrent.spi.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small states under names ({@code [a-z0-9._-]+}, at most 120 characters). A save writes a new file, forces it, renames
 * it and forces the directory. Saves of one name happen in the order of the calls.
 */
@ProviderType
public interface StateStore {
    /**
     * The value, or nothing. Each value is checked against a checksum that was written with it; what is in it, and in
     * which version, is up to its writer.
     *
     * @return fails with {@link StorageException} for this name alone when its file is damaged or was written by a
     *     newer program; the file stays as it is
     */
    CompletionStage<Optional<byte[]>> load(String name);

    /** Replaces the value; complete means durable. */
    CompletionStage<Void> save(String name, byte[] value);

    /** Removes the value. */
    CompletionStage<Void> remove(String name);

    /** The names, sorted. */
    CompletionStage<List<String>> names();
}
