package org.torrent.testkit.ports.disk;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.torrent.testkit.ports.disk.DiskCall.Operation;

/** What a disk and its open files have in common: chance, faults, pace, room, and whose files are open. */
final class DiskRules {
    private static final Set<Operation> NEEDS_ROOM =
            EnumSet.of(Operation.WRITE, Operation.CREATE_DIRECTORY, Operation.RENAME);

    final Random random;
    Function<DiskCall, DiskFault> faults = call -> null;
    Runnable pace = () -> {};
    long capacityBytes = Long.MAX_VALUE;
    long usedBytes;
    long calls;

    /** Counts processes: files of an earlier one are closed. */
    int epoch;

    int openFiles;

    DiskRules(long seed) {
        this.random = new Random(new SplittableRandom(seed).nextLong()); // neighbouring seeds of Random begin alike
    }

    DiskFault call(Operation operation, Path path) {
        return call(operation, path, NEEDS_ROOM.contains(operation));
    }

    DiskFault call(Operation operation, Path path, boolean needsRoom) {
        return faults.apply(new DiskCall(++calls, operation, path, needsRoom));
    }

    /** Takes space for a file that grows. */
    boolean take(long bytes) {
        if (usedBytes + bytes > capacityBytes) {
            return false;
        }
        usedBytes += bytes;
        return true;
    }
}
