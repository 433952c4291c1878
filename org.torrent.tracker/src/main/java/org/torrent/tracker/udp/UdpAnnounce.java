package org.torrent.tracker.udp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.spi.http.NetworkZone;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.tracker.AnnounceAnswer;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Limits;
import org.torrent.tracker.Text;
import org.torrent.tracker.TrackerException;
import org.torrent.tracker.TrackerProtocol;

/**
 * An announce by UDP, from the name of the host to the answer: of one address, or of one of each family put together. Who
 * is silent holds up the other for a moment only. On the trackers' loop.
 */
final class UdpAnnounce implements TrackerProtocol.Call {
    private final EventLoop loop;
    private final AnnounceRequest request;
    private final CompletableFuture<AnnounceAnswer> answer = new CompletableFuture<>();
    private final Map<Exchange, LocalSocket> running = new LinkedHashMap<>();
    private final List<AnnounceAnswer> answers = new ArrayList<>();
    private final EventLoop.Timer limit;
    private EventLoop.Timer patience;
    private boolean isAsked;

    /** Its time runs from now on. */
    UdpAnnounce(EventLoop loop, AnnounceRequest request) {
        this.loop = loop;
        this.request = request;
        this.limit = loop.schedule(this::late, request.limit().toNanos());
    }

    AnnounceRequest request() {
        return request;
    }

    boolean isOver() {
        return answer.isDone();
    }

    private void late() {
        if (!isAsked) { // others' names may be what is slow
            fail(TrackerException.ofOurs(
                    "the host name was not looked up within " + Text.of(request.limit()) + "; see to the name server",
                    null));
        } else if (answers.isEmpty()) {
            fail(new TrackerException("no answer within " + Text.of(request.limit())));
        } else {
            succeed();
        }
    }

    /** Asks one more. */
    void ask(LocalSocket socket, InetSocketAddress server, String pathAndQuery) {
        isAsked = true;
        Exchange[] exchange = new Exchange[1];
        exchange[0] = socket.ask(
                server, new AnnounceQuestion(request, pathAndQuery), result -> ended(exchange[0], server, result));
        running.put(exchange[0], socket);
    }

    private void ended(Exchange exchange, InetSocketAddress server, Exchange.Result result) {
        running.remove(exchange);
        if (result.body() != null) {
            boolean v6 = server.getAddress() instanceof Inet6Address;
            boolean local = NetworkZone.of(server.getAddress()) != NetworkZone.OPEN;
            answers.add(AnnounceQuestion.read(result.body(), v6 ? 16 : 4, local));
        }
        if (!running.isEmpty()) {
            if (!answers.isEmpty() && patience == null) {
                patience = loop.schedule(this::succeed, Limits.FAMILY_NANOS);
            }
        } else if (!answers.isEmpty()) {
            succeed();
        } else {
            fail(result.problem());
        }
    }

    private void succeed() {
        end();
        answer.complete(AnnounceAnswer.merged(answers));
    }

    void fail(TrackerException reason) {
        end();
        answer.completeExceptionally(reason);
    }

    private void end() {
        limit.cancel();
        if (patience != null) {
            patience.cancel();
        }
        running.forEach((exchange, socket) -> socket.cancel(exchange));
        running.clear();
    }

    @Override
    public CompletionStage<AnnounceAnswer> answer() {
        return answer;
    }

    @Override
    public boolean isOut() {
        return !answers.isEmpty() || running.keySet().stream().anyMatch(exchange -> exchange.isOut);
    }

    @Override
    public void cancel() {
        fail(TrackerException.ofOurs("cancelled", null));
    }
}
