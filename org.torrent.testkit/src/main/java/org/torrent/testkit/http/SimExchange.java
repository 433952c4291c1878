package org.torrent.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrent.http.Answer;
import org.torrent.http.AnswerReader;
import org.torrent.http.Limits;
import org.torrent.http.Problem;
import org.torrent.http.Route;
import org.torrent.http.Text;
import org.torrent.spi.http.HttpCall;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.testkit.ports.net.SimTransport;

/** One GET over simulated connections, hop by hop. On the client's loop. */
final class SimExchange implements HttpCall {
    private final HttpRequest request;
    private final EventLoop loop;
    private final SimTransport transport;
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private EventLoop.Timer deadline;
    private Route route;
    private Hop hop;

    SimExchange(HttpRequest request, EventLoop loop, SimTransport transport) {
        this.request = request;
        this.loop = loop;
        this.transport = transport;
    }

    @Override
    public CompletionStage<HttpResponse> response() {
        return response.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        end(new Problem(Kind.CANCELLED, "cancelled"));
    }

    void start() {
        deadline = loop.schedule(
                () -> end(new Problem(Kind.TIMED_OUT, "no answer within " + Text.of(request.deadline()))),
                request.deadline().toNanos());
        loop.execute(() -> {
            try {
                route = new Route(request, "testkit");
                dial();
            } catch (Problem e) {
                end(e);
            }
        });
    }

    void end(Problem reason) {
        if (response.completeExceptionally(reason.of(request.url()))) {
            settle(reason.getMessage());
        }
    }

    private void settle(String reason) {
        if (deadline != null) {
            deadline.cancel();
        }
        if (hop != null && hop.connection != null) {
            hop.connection.close(reason);
        }
    }

    private void dial() throws Problem {
        if (response.isDone()) {
            return;
        }
        if (route.target().secure()) {
            throw new Problem(Kind.NOT_SECURE, "no secure connection: the simulated network has no TLS");
        }
        InetAddress address = literal(route.target().host());
        if (!route.mayDial(address)) {
            throw route.leadsAstray();
        }
        hop = new Hop(address);
        transport.connect(
                new InetSocketAddress(address, route.target().port()),
                request.connectLimit().toMillis(),
                hop);
    }

    private static InetAddress literal(String host) throws Problem {
        try {
            if (host.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
                return InetAddress.getByName(host);
            }
        } catch (UnknownHostException e) {
            throw new Problem(Kind.UNKNOWN_HOST, "the host name is unknown", e);
        }
        throw new Problem(Kind.UNKNOWN_HOST, "the host name is unknown");
    }

    private void ended(Hop ended, String reason) {
        if (response.isDone()) {
            return;
        }
        try {
            if (!ended.opened) {
                throw new Problem(Kind.UNREACHABLE, "cannot be reached (" + reason + ")");
            }
            Answer answer = ended.answer();
            if (route.follow(answer, ended.address)) {
                dial();
            } else if (response.complete(route.response(answer))) {
                settle("done");
            }
        } catch (IOException e) {
            end(new Problem(Kind.BROKEN_OFF, "the answer is cut off", e));
        } catch (Problem e) {
            end(e);
        }
    }

    /** One connection. Called on the host's I/O loop, which hands everything on. */
    private final class Hop implements ConnectionHandler {
        private final InetAddress address;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private Connection connection;
        private boolean opened;

        Hop(InetAddress address) {
            this.address = address;
        }

        Answer answer() throws IOException, Problem {
            return new AnswerReader(new ByteArrayInputStream(received.toByteArray()), request.maxBodyBytes()).read();
        }

        @Override
        public void onOpen(Connection open) {
            loop.execute(() -> {
                connection = open;
                opened = true;
                if (response.isDone()) {
                    open.close("cancelled");
                } else {
                    open.write(ByteBuffer.wrap(route.request()));
                }
            });
        }

        @Override
        public void onReceived(ByteBuffer bytes) {
            byte[] part = new byte[bytes.remaining()];
            bytes.get(part);
            loop.execute(() -> {
                received.writeBytes(part);
                if (received.size() > request.maxBodyBytes() + 2 * Limits.HEADER_BYTES) {
                    connection.close("too long");
                }
            });
        }

        @Override
        public void onWritten(long bytes) {}

        @Override
        public void onClosed(String reason) {
            loop.execute(() -> ended(this, reason));
        }
    }
}
