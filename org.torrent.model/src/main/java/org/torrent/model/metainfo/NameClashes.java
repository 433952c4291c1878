package org.torrent.model.metainfo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.torrent.model.Limits;

/**
 * Finds files whose paths would meet on some file system: equal, equal but for case or Unicode form, or equal to a
 * directory of another file. The first file keeps its name, a later one gets {@code .1} (or the next number that is
 * free) before its extension; a file gives way to a directory.
 *
 * <p>Paths are compared by the first 64 bits of a SHA-1 chained over their folded names: eight bytes a file, however
 * hostile the torrent. Two different paths with the same 64 bits would cost 2^32 work to make and gain a rename.
 */
final class NameClashes {
    private static final int MAX_ATTEMPTS = 100;
    private static final long ROOT = 0;

    private final FileTable files;
    private final FileRows rows;
    private final MessageDigest sha1 = Sha1.digest();
    private final Set<Long> given = new HashSet<>();
    private final Map<Integer, String> renamed = new TreeMap<>();
    private long[] taken;
    private long[] directories;

    private NameClashes(FileTable files, FileRows rows) {
        this.files = files;
        this.rows = rows;
    }

    /**
     * Last components for the files that have to be renamed, by index.
     *
     * @throws MetainfoException when a name is refused, or there are too many to rename
     */
    static Map<Integer, String> resolve(FileTable files, FileRows rows) throws MetainfoException {
        NameClashes clashes = new NameClashes(files, rows);
        clashes.collect();
        clashes.rename();
        return clashes.renamed;
    }

    private void collect() throws MetainfoException {
        taken = new long[rows.size()];
        LongBag prefixes = new LongBag(Limits.DIRECTORIES);
        List<String> previous = List.of();
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            List<String> path = files.safePath(i);
            checkLength(i, path);
            if (onDisk(i)) {
                taken[count++] = hashPath(path, previous, prefixes);
                previous = path;
            }
        }
        taken = Arrays.copyOf(taken, count);
        directories = prefixes.toSortedArray();
    }

    private boolean onDisk(int file) {
        return (rows.flags(file) & (FileTable.PADDING | FileTable.SYMLINK)) == 0;
    }

    private void checkLength(int file, List<String> path) throws MetainfoException {
        int bytes = Limits.NAME_BYTES;
        for (String component : path) {
            bytes += 1 + FileNames.utf8Length(component);
        }
        if (bytes > Limits.PATH_BYTES) {
            throw new MetainfoException("the path of file " + file + " is longer than " + Limits.PATH_BYTES + " bytes");
        }
    }

    /** The path's hash; those of directories that it does not share with the previous path go into the bag. */
    private long hashPath(List<String> path, List<String> previous, LongBag prefixes) throws MetainfoException {
        long hash = ROOT;
        boolean shared = true;
        for (int i = 0; i < path.size() - 1; i++) {
            hash = chain(hash, path.get(i));
            shared &= i < previous.size() - 1 && path.get(i).equals(previous.get(i));
            if (!shared) {
                prefixes.add(hash);
            }
        }
        return chain(hash, path.get(path.size() - 1));
    }

    private void rename() throws MetainfoException {
        long[] sorted = taken.clone();
        Arrays.sort(sorted);
        Set<Long> contested = new HashSet<>();
        for (int i = 0; i < sorted.length; i++) {
            if (i > 0 && sorted[i] == sorted[i - 1] || isDirectory(sorted[i])) {
                contested.add(sorted[i]);
                checkCount(contested.size());
            }
        }
        if (!contested.isEmpty()) {
            renameContested(contested, sorted);
        }
    }

    private void renameContested(Set<Long> contested, long[] sorted) throws MetainfoException {
        Set<Long> seen = new HashSet<>();
        int row = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!onDisk(i)) {
                continue;
            }
            long hash = taken[row++];
            if (contested.contains(hash) && (!seen.add(hash) || isDirectory(hash))) {
                renamed.put(i, freeName(files.safePath(i), sorted));
                checkCount(renamed.size());
            }
        }
    }

    private String freeName(List<String> path, long[] sorted) throws MetainfoException {
        long parent = ROOT;
        for (String component : path.subList(0, path.size() - 1)) {
            parent = chain(parent, component);
        }
        String last = path.get(path.size() - 1);
        for (int n = 1; n <= MAX_ATTEMPTS; n++) {
            String candidate = FileNames.withSuffix(last, "." + n);
            long hash = chain(parent, candidate);
            if (Arrays.binarySearch(sorted, hash) < 0 && !isDirectory(hash) && given.add(hash)) {
                return candidate;
            }
        }
        throw new MetainfoException("no free name for the file " + Text.quote(last) + ", whose path is taken");
    }

    private boolean isDirectory(long hash) {
        return Arrays.binarySearch(directories, hash) >= 0;
    }

    private static void checkCount(int count) throws MetainfoException {
        if (count > Limits.DUPLICATE_NAMES) {
            throw new MetainfoException("more than " + Limits.DUPLICATE_NAMES + " files share their path with another");
        }
    }

    private long chain(long parent, String component) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha1.update((byte) (parent >>> shift));
        }
        byte[] digest = sha1.digest(fold(component).getBytes(StandardCharsets.UTF_8));
        long hash = 0;
        for (int i = 0; i < 8; i++) {
            hash = hash << 8 | digest[i] & 0xff;
        }
        return hash;
    }

    /** What file systems that ignore case and Unicode form see; both cases are applied because neither is complete. */
    private static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
