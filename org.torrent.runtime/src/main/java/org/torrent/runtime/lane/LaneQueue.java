package org.torrent.runtime.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What waits in a lane, bounded in sum and per source. Guarded by its lane. */
final class LaneQueue {
    private final LaneLimits limits;
    private final Deque<LaneTask> tasks = new ArrayDeque<>();
    private final Map<Object, Count> bySource = new HashMap<>(); // droppable tasks that wait; no zeros
    private int messages;
    private long bytes;

    private static final class Count {
        int waiting;
    }

    LaneQueue(LaneLimits limits) {
        this.limits = limits;
    }

    /** Queues it; false when it may be dropped and there is no room. Without memory nothing has changed. */
    boolean offer(LaneTask task) {
        if (task.droppable() && isFull(task)) {
            return false;
        }
        Count ofSource = task.droppable() ? bySource.computeIfAbsent(task.source(), any -> new Count()) : null;
        tasks.add(task);
        if (ofSource != null) {
            ofSource.waiting++;
            messages++;
            bytes += task.bytes();
        }
        return true;
    }

    private boolean isFull(LaneTask task) {
        Count ofSource = bySource.get(task.source());
        return messages >= limits.messages()
                || bytes + task.bytes() > limits.bytes()
                || ofSource != null && ofSource.waiting >= limits.messagesPerSource();
    }

    /** The next one, or null; makes no object. */
    LaneTask poll() {
        LaneTask task = tasks.poll();
        if (task != null && task.droppable()) {
            messages--;
            bytes -= task.bytes();
            Count ofSource = bySource.get(task.source());
            if (--ofSource.waiting == 0) {
                bySource.remove(task.source());
            }
        }
        return task;
    }

    /** How many wait. */
    int size() {
        return tasks.size();
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
