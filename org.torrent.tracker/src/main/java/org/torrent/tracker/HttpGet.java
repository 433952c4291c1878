package org.torrent.tracker;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET, redirects included. Blocks a worker thread; {@link #cancel} ends it from any other.
 *
 * <p>A small client of our own, because neither of the JDK's lets the caller choose the address it dials: the name is
 * resolved once for each hop, the address checked and then dialled, so that a name which changes its address between
 * check and use (DNS rebinding) leads nowhere. The first hop may lead anywhere, for the user named the tracker; a
 * redirect may not lead from the open network into a local one.
 */
final class HttpGet {
    private final Network network;
    private final Supplier<SSLSocketFactory> tls;
    private final String userAgent;
    private final int timeoutMillis;

    /** The connection that cancelling closes; guarded by this. */
    private Socket open;

    /** Why the exchange was cancelled; guarded by this. */
    private String cancelled;

    HttpGet(Network network, Supplier<SSLSocketFactory> tls, String userAgent, int timeoutMillis) {
        this.network = network;
        this.tls = tls;
        this.userAgent = userAgent;
        this.timeoutMillis = timeoutMillis;
    }

    /** Ends the exchange, now or when it starts; {@link #get} throws with this reason. */
    synchronized void cancel(String reason) {
        if (cancelled == null) {
            cancelled = reason;
            close();
        }
    }

    HttpAnswer get(String url) throws TrackerException {
        HttpTarget target = HttpTarget.parse(url);
        boolean mayBeLocal = true;
        for (int hop = 0; hop <= Limits.REDIRECTS; hop++) {
            Hop result = ask(target, mayBeLocal);
            if (!result.answer.isRedirect()) {
                return result.answer;
            }
            mayBeLocal = result.local;
            target = target.resolve(result.answer.location());
        }
        throw new TrackerException("redirects more than " + Limits.REDIRECTS + " times");
    }

    private record Hop(HttpAnswer answer, boolean local) {}

    private Hop ask(HttpTarget target, boolean mayBeLocal) throws TrackerException {
        try {
            Socket socket = connect(target, mayBeLocal);
            boolean local = AddressPolicy.isLocal(socket.getInetAddress());
            socket.setSoTimeout(timeoutMillis);
            Socket channel = target.secure() ? handshake(socket, target) : socket;
            channel.getOutputStream().write(request(target));
            channel.getOutputStream().flush();
            return new Hop(new HttpAnswerReader(new BufferedInputStream(channel.getInputStream())).read(), local);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            closeNow();
        }
    }

    private Socket connect(HttpTarget target, boolean mayBeLocal) throws IOException, TrackerException {
        IOException last = null;
        int tried = 0;
        for (InetAddress address : network.resolve(target.host())) {
            if (tried == Limits.ADDRESSES || !mayBeLocal && AddressPolicy.isLocal(address)) {
                continue;
            }
            tried++;
            try {
                Socket socket = network.newSocket();
                register(socket);
                network.connect(socket, new InetSocketAddress(address, target.port()), timeoutMillis);
                return socket;
            } catch (IOException e) {
                last = e;
                closeNow();
            }
        }
        if (last == null) {
            throw new TrackerException(
                    "redirects into the local network (" + target.host() + "), which is not followed");
        }
        throw last;
    }

    private Socket handshake(Socket socket, HttpTarget target) throws IOException {
        SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, target.host(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private byte[] request(HttpTarget target) {
        String request = "GET " + target.pathAndQuery() + " HTTP/1.1\r\nHost: " + target.authority()
                + "\r\nUser-Agent: " + userAgent
                + "\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
        return request.getBytes(StandardCharsets.US_ASCII);
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

    private synchronized TrackerException failure(IOException e) {
        if (cancelled != null) {
            return new TrackerException(cancelled, e);
        }
        if (e instanceof UnknownHostException) {
            return new TrackerException("the host name is unknown", e);
        }
        if (e instanceof SocketTimeoutException) {
            return new TrackerException("no answer within " + timeoutMillis / 1000 + " s", e);
        }
        if (e instanceof ConnectException) {
            return new TrackerException("cannot be reached (" + Text.clean(String.valueOf(e.getMessage())) + ")", e);
        }
        if (e instanceof SSLException) {
            return new TrackerException("no secure connection: " + Text.clean(String.valueOf(e.getMessage())), e);
        }
        if (e instanceof EOFException) {
            return new TrackerException("the answer is cut off", e);
        }
        return new TrackerException("connection lost (" + Text.clean(String.valueOf(e.getMessage())) + ")", e);
    }
}
