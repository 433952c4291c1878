package org.torrent.http.net;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.torrent.http.Answer;
import org.torrent.http.AnswerReader;
import org.torrent.http.Limits;
import org.torrent.http.Problem;
import org.torrent.http.Route;
import org.torrent.http.Target;
import org.torrent.http.Text;
import org.torrent.spi.http.HttpException.Kind;
import org.torrent.spi.http.HttpRequest;
import org.torrent.spi.http.HttpResponse;

/**
 * One GET, redirects included. Blocks a worker thread, for ever if need be; {@link #cancel} ends it from any other, also when time is up.
 *
 * <p>The name is resolved once for each hop, the address checked and then dialled, so that a name which changes its
 * address between check and use (DNS rebinding) leads nowhere.
 */
final class Exchange {
    private final HttpRequest request;
    private final String userAgent;
    private final Network network;
    private final Supplier<SSLSocketFactory> tls;

    /** The connection that cancelling closes; guarded by this. */
    private Socket open;

    /** Why the exchange was cancelled; guarded by this. */
    private Problem cancelled;

    Exchange(HttpRequest request, String userAgent, Network network, Supplier<SSLSocketFactory> tls) {
        this.request = request;
        this.userAgent = userAgent;
        this.network = network;
        this.tls = tls;
    }

    /** Ends the exchange, now or when it starts; {@link #run} throws with this reason. */
    synchronized void cancel(Problem reason) {
        if (cancelled == null) {
            cancelled = reason;
            close();
        }
    }

    HttpResponse run() throws Problem {
        Route route = new Route(request, userAgent);
        while (true) {
            Hop hop = ask(route);
            if (!route.follow(hop.answer, hop.address)) {
                return route.response(hop.answer);
            }
        }
    }

    private record Hop(Answer answer, InetAddress address) {}

    private Hop ask(Route route) throws Problem {
        try {
            Socket socket = connect(route);
            InetAddress address = socket.getInetAddress();
            Socket channel = route.target().secure() ? handshake(socket, route.target()) : socket;
            channel.getOutputStream().write(route.request());
            channel.getOutputStream().flush();
            BufferedInputStream in = new BufferedInputStream(channel.getInputStream());
            return new Hop(new AnswerReader(in, request.maxBodyBytes()).read(), address);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            closeNow();
        }
    }

    private Socket connect(Route route) throws IOException, Problem {
        IOException last = null;
        boolean allowed = false;
        int tried = 0;
        for (InetAddress address : network.resolve(route.target().host())) {
            if (!route.mayDial(address)) {
                continue;
            }
            allowed = true;
            if (tried == Limits.ADDRESSES || !request.localAddresses().leadTo(address)) {
                continue;
            }
            tried++;
            try {
                return connect(new InetSocketAddress(address, route.target().port()));
            } catch (IOException e) {
                last = e;
                closeNow();
            }
        }
        if (!allowed) {
            throw route.leadsAstray();
        }
        if (last == null) {
            throw new Problem(Kind.FORBIDDEN, "no address that is listened on leads there");
        }
        throw last;
    }

    private Socket connect(InetSocketAddress remote) throws IOException {
        Socket socket = network.newSocket();
        register(socket);
        Optional<InetAddress> own = request.localAddresses().from(remote.getAddress());
        if (own.isPresent()) {
            socket.bind(new InetSocketAddress(own.get(), 0));
        }
        long limit = request.connectLimit().toMillis();
        network.connect(socket, remote, (int) Math.max(1, Math.min(limit, Integer.MAX_VALUE)));
        return socket;
    }

    private Socket handshake(Socket socket, Target target) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, target.host(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private synchronized void register(Socket socket) throws IOException {
        open = socket;
        if (cancelled != null) {
            close();
            throw new IOException(cancelled);
        }
    }

    private synchronized void closeNow() {
        close();
    }

    /** Closes the plain socket, also below TLS: a TLS close may wait for the other side. */
    private void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing is lost with a connection that is given up.
            }
            open = null;
        }
    }

    private synchronized Problem failure(IOException e) {
        return cancelled != null ? cancelled : problem(e);
    }

    private Problem problem(IOException e) {
        String cause = Text.clean(String.valueOf(e.getMessage()));
        if (e instanceof UnknownHostException) {
            return new Problem(Kind.UNKNOWN_HOST, "the host name is unknown", e);
        }
        if (e instanceof SocketTimeoutException) {
            return new Problem(Kind.TIMED_OUT, "no answer within " + Text.of(request.connectLimit()), e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new Problem(Kind.UNREACHABLE, "cannot be reached (" + cause + ")", e);
        }
        if (e instanceof BindException) {
            return new Problem(Kind.UNREACHABLE, "cannot be dialled from our address (" + cause + ")", e);
        }
        if (e instanceof SSLException) {
            return new Problem(Kind.NOT_SECURE, "no secure connection: " + cause, e);
        }
        if (e instanceof EOFException) {
            return new Problem(Kind.BROKEN_OFF, "the answer is cut off", e);
        }
        return new Problem(Kind.BROKEN_OFF, "connection lost (" + cause + ")", e);
    }
}
