package org.torrent.storage.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrent.spi.file.FileSystemPort;
import org.torrent.spi.file.FileSystemPort.Stamp;
import org.torrent.spi.storage.StorageException;
import org.torrent.storage.file.Faults;
import org.torrent.storage.file.FileCache;

/**
 * Which of a torrent's files and directories hold something that is not forced yet. The first time in a session that a
 * file is touched the directories above it count too: an earlier session may have made them and died. The writer's.
 */
public final class UnforcedFiles {
    private final FileSystemPort system;
    private final FileCache cache;
    private final ContentRoot root;
    private final Set<ContentFile> files = new LinkedHashSet<>();
    private final Set<ContentFile> written = new LinkedHashSet<>();
    private final Set<Path> directories = new LinkedHashSet<>();
    private final Set<Path> seenDirectories = new HashSet<>();

    UnforcedFiles(FileSystemPort system, FileCache cache, ContentRoot root) {
        this.system = system;
        this.cache = cache;
        this.root = root;
    }

    void add(ContentFile file, Path real, boolean isWritten) {
        if (isWritten) {
            written.add(file);
        }
        if (files.add(file)) {
            for (Path at = real.getParent(); at != null && seenDirectories.add(at); at = at.getParent()) {
                directories.add(at);
                if (at.equals(root.directory())) {
                    break;
                }
            }
        }
    }

    void addEntryIn(Path directory) {
        directories.add(directory);
    }

    /** Whether there is nothing to force. */
    public boolean isEmpty() {
        return files.isEmpty() && directories.isEmpty();
    }

    /** Everything up to now, to be forced elsewhere; what comes later counts anew. */
    public Batch take() {
        Batch batch = new Batch(system, cache, root, new ArrayList<>(files), new ArrayList<>(directories), looks());
        files.clear();
        written.clear();
        directories.clear();
        return batch;
    }

    /** How what was written looks now, before it is forced: so a forced file is never older than that. */
    private Map<Integer, Stamp> looks() {
        Map<Integer, Stamp> looks = new HashMap<>();
        for (ContentFile file : written) {
            try {
                looks.put(file.entry().index(), system.stamp(file.real()));
            } catch (IOException e) {
                looks.put(file.entry().index(), null);
            }
        }
        return looks;
    }

    /** What a batch that failed held is still to be forced. */
    public void again(Batch batch) {
        files.addAll(batch.files);
        batch.files.stream()
                .filter(file -> batch.looks.containsKey(file.entry().index()))
                .forEach(written::add);
        directories.addAll(batch.directories);
    }

    /** Files and directories to force together. */
    public static final class Batch {
        private final FileSystemPort system;
        private final FileCache cache;
        private final ContentRoot root;
        private final List<ContentFile> files;
        private final List<Path> directories;
        private final Map<Integer, Stamp> looks;
        private StorageException failure;

        Batch(
                FileSystemPort system,
                FileCache cache,
                ContentRoot root,
                List<ContentFile> files,
                List<Path> directories,
                Map<Integer, Stamp> looks) {
            this.system = system;
            this.cache = cache;
            this.root = root;
            this.files = files;
            this.directories = directories;
            this.looks = looks;
        }

        /** How the files that were written looked when the batch was taken; null for one that can't be looked at. */
        public Map<Integer, Stamp> looks() {
            return looks;
        }

        /** Forces all of it; one thread, once. Answers the first failure, or null. */
        public StorageException force() {
            for (ContentFile file : files) {
                try {
                    cache.force(file);
                } catch (IOException e) {
                    fail(Faults.of("force", file.path(), e));
                }
            }
            for (Path directory : directories) {
                try {
                    system.forceDirectory(directory);
                } catch (IOException e) {
                    fail(Faults.of("force", directory, e));
                }
            }
            ensureRoot();
            return failure;
        }

        private void ensureRoot() {
            if (!directories.isEmpty()) {
                try {
                    root.ensure();
                } catch (IOException e) {
                    fail(Faults.of("force", root.directory(), e));
                }
            }
        }

        private void fail(StorageException error) {
            if (failure == null) {
                failure = error;
            }
        }
    }
}
