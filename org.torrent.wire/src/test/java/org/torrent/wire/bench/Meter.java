package org.torrent.wire.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Time, CPU time and heap allocated between two moments. */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long startNanos = System.nanoTime();
    private final long startCpu = SYSTEM.getProcessCpuTime();
    private final Map<Long, Long> startAllocated = allocated();

    /** One line of figures about that many bytes carried. */
    String report(String name, long bytes) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double gib = bytes / (double) (1 << 30);
        return String.format(
                Locale.ROOT,
                "%-8s %7.0f MB/s  %5.2f CPU s/GiB  %8.2f MB heap/GiB",
                name,
                bytes / 1e6 / seconds,
                (SYSTEM.getProcessCpuTime() - startCpu) / 1e9 / gib,
                allocatedSince() / 1e6 / gib);
    }

    /** By the threads alive now; one that ended meanwhile is not counted. */
    private long allocatedSince() {
        return allocated().entrySet().stream()
                .mapToLong(now -> now.getValue() - startAllocated.getOrDefault(now.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> allocated() {
        Map<Long, Long> bytes = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            bytes.put(id, Math.max(0, THREADS.getThreadAllocatedBytes(id)));
        }
        return bytes;
    }
}
