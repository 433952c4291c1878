package org.torrent.storage.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torrent.spi.file.FileSystemPort.Stamp;
import org.torrent.storage.journal.JournalRecord.Look;

/**
 * How a torrent's files looked when what the journal says of their pieces was true. A file that looks the same is believed
 * to hold the same. So is one that bears our signature and is not older: the storage signs whatever it writes by the part
 * of the file's time below the second, which nobody else hits but by chance. A process that dies while it writes would
 * otherwise leave files that look changed.
 *
 * <p>A file whose time is not signed and so young that a second change might not show, because file systems count in
 * steps of up to two seconds, has no stamp. One thread at a time.
 */
public final class FileStamps {
    /** No signature. */
    public static final int NONE = 0;

    private static final long SECOND = 1_000_000_000L;
    private static final long STEP_NANOS = 3 * SECOND;
    private static final int SIGNATURES = 999_999;

    /** Of a file that has no stamp. */
    public static final Stamp UNKNOWN = new Stamp(-1, 0);

    private int signature = NONE;

    /** The files that have a stamp, ascending, and their stamps: as much as there are, whatever their indexes. */
    private int[] files = {};

    private long[] bytes = {};
    private long[] modified = {};
    private int count;

    /** A signature made of something that is never twice the same: whole microseconds, as most file systems can keep. */
    public static int signature(Object... unique) {
        return 1000 * (1 + Math.floorMod(Arrays.hashCode(unique) * 0x9E3779B1, SIGNATURES));
    }

    /** The time to sign a file by that was written now. */
    public static long signed(long nowMillis, int signature) {
        return nowMillis / 1000 * SECOND + signature;
    }

    /** Whether a later change of a file that looks like that would show. */
    public static boolean isTelling(Stamp look, int signature, long nowMillis) {
        return isSigned(look, signature) || look.modifiedNanos() < nowMillis * 1_000_000 - STEP_NANOS;
    }

    private static boolean isSigned(Stamp look, int signature) {
        return signature != NONE && Math.floorMod(look.modifiedNanos(), SECOND) == signature;
    }

    int signature() {
        return signature;
    }

    void signature(int value) {
        signature = value;
    }

    /** All that is known. */
    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (bytes[i] >= 0) {
                looks.add(new Look(files[i], new Stamp(bytes[i], modified[i])));
            }
        }
        return looks;
    }

    /** How a file looked, or null. */
    public Stamp get(int file) {
        int at = Arrays.binarySearch(files, 0, count, file);
        return at < 0 || bytes[at] < 0 ? null : new Stamp(bytes[at], modified[at]);
    }

    void put(int file, Stamp look) {
        int at = Arrays.binarySearch(files, 0, count, file);
        if (at < 0) {
            at = -at - 1;
            makeRoom(at);
            files[at] = file;
        }
        bytes[at] = look.bytes();
        modified[at] = look.modifiedNanos();
    }

    private void makeRoom(int at) {
        if (count == files.length) {
            int room = Math.max(8, 2 * count);
            files = Arrays.copyOf(files, room);
            bytes = Arrays.copyOf(bytes, room);
            modified = Arrays.copyOf(modified, room);
        }
        System.arraycopy(files, at, files, at + 1, count - at);
        System.arraycopy(bytes, at, bytes, at + 1, count - at);
        System.arraycopy(modified, at, modified, at + 1, count - at);
        count++;
    }

    /** Whether nobody but us changed the file since it was stamped. */
    public boolean isUntouched(int file, Stamp now) {
        Stamp then = get(file);
        return then != null
                && (then.equals(now)
                        || isSigned(now, signature)
                                && Math.floorDiv(now.modifiedNanos(), SECOND)
                                        >= Math.floorDiv(then.modifiedNanos(), SECOND));
    }

    /** Whether we wrote last to a file that looks like that. */
    public boolean isSigned(Stamp look) {
        return isSigned(look, signature);
    }

    FileStamps copy() {
        FileStamps copy = new FileStamps();
        copy.signature = signature;
        copy.files = files.clone();
        copy.bytes = bytes.clone();
        copy.modified = modified.clone();
        copy.count = count;
        return copy;
    }
}
