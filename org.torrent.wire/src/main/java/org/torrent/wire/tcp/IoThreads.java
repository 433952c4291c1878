package org.torrent.wire.tcp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one transport: its I/O processors, one per listener, one that dials, and short ones that tell about
 * dials that failed. MINA starts and ends them with the work there is.
 *
 * <p>MINA constructs processors itself and gives them nothing but this executor, so it also carries what they need.
 */
final class IoThreads implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(IoThreads.class);

    private static final long IDLE_SECONDS = 1;

    private final int readBufferBytes;
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newThread);

    IoThreads(int readBufferBytes) {
        this.readBufferBytes = readBufferBytes;
    }

    int readBufferBytes() {
        return readBufferBytes;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Takes no more tasks and waits for those that run; answers the names of the threads that go on beyond. */
    Set<String> stop(long timeoutNanos) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        pool.shutdown();
        for (Thread thread : alive) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left > 0) {
                thread.join(left);
            }
        }
        return alive.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.toSet());
    }

    private Thread newThread(Runnable work) {
        alive.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(work, "wire-io");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dead, failure) -> LOG.error("{} ended: its connections hang", dead, failure));
        // Not that of whoever happened to dial first: it would keep that bundle's classes.
        thread.setContextClassLoader(IoThreads.class.getClassLoader());
        alive.add(thread);
        return thread;
    }
}
