package org.torrent.runtime.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What waits in a lane, bounded in sum and per source. Guarded by its lane. */
final class LaneQueue {
    private final LaneLimits limits;
    private final Deque<LaneTask> tasks = new ArrayDeque<>();
    private final Map<Object, Integer> bySource = new HashMap<>(); // droppable tasks that wait; no zeros
    private int messages;
    private long bytes;

    LaneQueue(LaneLimits limits) {
        this.limits = limits;
    }

    /** Queues it; false when it may be dropped and there is no room. */
    boolean offer(LaneTask task) {
        if (task.droppable()) {
            if (isFull(task)) {
                return false;
            }
            count(task, 1);
        }
        return tasks.add(task);
    }

    private boolean isFull(LaneTask task) {
        return messages >= limits.messages()
                || bytes + task.bytes() > limits.bytes()
                || bySource.getOrDefault(task.source(), 0) >= limits.messagesPerSource();
    }

    private void count(LaneTask task, int sign) {
        messages += sign;
        bytes += (long) sign * task.bytes();
        bySource.merge(task.source(), sign, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }

    /** The next one, or null. */
    LaneTask poll() {
        LaneTask task = tasks.poll();
        if (task != null && task.droppable()) {
            count(task, -1);
        }
        return task;
    }

    /** Forgets everything; tells how many droppable ones waited. */
    int clear() {
        int forgotten = messages;
        tasks.clear();
        bySource.clear();
        messages = 0;
        bytes = 0;
        return forgotten;
    }
}
