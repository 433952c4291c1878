package org.torrent.http.net;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.torrent.http.Limits;
import org.torrent.http.Problem;
import org.torrent.http.Text;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpClient;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.runtime.Threads;

/** The HTTP port on sockets of the JVM: a few worker threads block in exchanges, a loop watches their time. */
public final class SocketHttpClient implements HttpClient, AutoCloseable {
    private final Network network;
    private final Supplier<SSLSocketFactory> tls;
    private final EventLoop timer;
    private final Workers workers;
    private final Set<PendingCall> calls = ConcurrentHashMap.newKeySet();
    private volatile Options options;
    private volatile boolean closed;

    /** The real network, and the certificates that the JVM trusts. */
    public SocketHttpClient(Options options, Threads threads) {
        this(options, threads, Network.SYSTEM, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    SocketHttpClient(Options options, Threads threads, Network network, Supplier<SSLSocketFactory> tls) {
        this.options = options;
        this.network = network;
        this.tls = tls;
        this.timer = threads.newLoop("http-timer");
        this.workers = new Workers("http", options.threads());
    }

    @Override
    public HttpCall get(HttpRequest request) {
        PendingCall call = new PendingCall(request.url(), new Exchange(request, options.userAgent(), network, tls));
        calls.add(call);
        Duration limit = request.deadline();
        EventLoop.Timer deadline = timer.schedule(
                () -> call.end(new Problem(Kind.TIMED_OUT, "no answer within " + Text.of(limit))), limit.toNanos());
        call.response().whenComplete((response, failure) -> {
            deadline.cancel();
            calls.remove(call);
        });
        try {
            workers.execute(call::run);
        } catch (RejectedExecutionException e) {
            String waiting = "more than " + Limits.QUEUED + " requests are waiting";
            call.end(closed ? stopped() : new Problem(Kind.BUSY, waiting, e));
        }
        if (closed) { // also when closing has just missed this call
            call.end(stopped());
        }
        return call;
    }

    /** What counts from now on; what is under way goes on. Any thread. */
    public void configure(Options changed) {
        options = changed;
        workers.threads(changed.threads());
    }

    private static Problem stopped() {
        return new Problem(Kind.CLOSED, "the HTTP client was stopped");
    }

    /** Fails what is under way and ends all threads. Idempotent. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(calls).forEach(call -> call.end(stopped()));
        workers.close();
        timer.shutdown(Limits.END_MILLIS);
    }
}
