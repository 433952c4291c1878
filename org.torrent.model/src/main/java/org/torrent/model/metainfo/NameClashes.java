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
import java.util.regex.Pattern;
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
    /** More than there can be files to rename; beyond it the names must have been taken on purpose. */
    private static final int MAX_ATTEMPTS = 2 * Limits.DUPLICATE_NAMES;

    private static final long ROOT = 0;
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private final FileTable files;
    private final FileRows rows;
    private final Warnings warnings;
    private final MessageDigest sha1 = Sha1.digest();
    private final Set<Long> given = new HashSet<>();
    private final Map<Integer, String> renamed = new TreeMap<>();
    private long[] taken;
    private long[] directories;

    private NameClashes(FileTable files, FileRows rows, Warnings warnings) {
        this.files = files;
        this.rows = rows;
        this.warnings = warnings;
    }

    /**
     * Last components for the files that have to be renamed, by index. Every file that is not stored under the name it
     * has in the torrent is warned of.
     *
     * @throws MetainfoException when there are too many to rename
     */
    static Map<Integer, String> resolve(FileTable files, FileRows rows, Warnings warnings) throws MetainfoException {
        NameClashes clashes = new NameClashes(files, rows, warnings);
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
            if (onDisk(i)) {
                List<String> path = safePath(i);
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

    private List<String> safePath(int file) {
        List<String> raw = files.rawPath(file);
        List<String> path = SafePath.of(raw);
        if (!path.equals(raw)) {
            warnings.add("file " + file + ", " + shown(raw) + ", is stored as " + shown(path));
        }
        return path;
    }

    private static String shown(List<String> path) {
        return Text.quote(String.join("/", path));
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
                List<String> path = SafePath.of(files.rawPath(i));
                String last = freeName(path, sorted);
                warnings.add("file " + i + ", " + shown(path) + ", is stored as " + Text.quote(last)
                        + " because its path is taken");
                renamed.put(i, last);
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

    /**
     * What file systems that ignore case, Unicode form and invisible characters see. Taken apart first, so that forms that
     * are the same stay the same; both cases are applied because neither is complete.
     */
    private static String fold(String name) {
        String apart = Normalizer.normalize(name, Normalizer.Form.NFD);
        String folded = apart.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return INVISIBLE
                .matcher(Normalizer.normalize(folded, Normalizer.Form.NFC))
                .replaceAll("");
    }
}
