package org.torrent.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.testkit.ports.net.SimHost;

/** A web server on a simulated host: reads a request, says what the handler wants, closes. */
public final class SimHttpServer implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 64 * 1024;
    private static final long CLOSE_MILLIS = 60_000;

    /** Answers requests. */
    @FunctionalInterface
    public interface Handler {
        /**
         * What to say to a request: every byte of the answer, right or wrong, or null to say nothing and hang.
         *
         * @param from where the request came from
         * @param pathAndQuery as the request line has it
         */
        byte[] answer(InetAddress from, String pathAndQuery);
    }

    private final Handler handler;
    private final Listener listener;

    /** Listens from now on. */
    public SimHttpServer(SimHost host, int port, Handler handler) throws IOException {
        this.handler = handler;
        this.listener = host.transport().listen(host.endpoint(port), remote -> new Serving(remote.getAddress()));
    }

    /** A whole answer with that status and body. */
    public static byte[] answer(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nContent-Length: " + body.length);
        for (String header : headers) {
            head.append("\r\n").append(header);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Stops listening. */
    @Override
    public void close() {
        listener.close();
    }

    private final class Serving implements ConnectionHandler {
        private final InetAddress from;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private Connection connection;

        Serving(InetAddress from) {
            this.from = from;
        }

        @Override
        public void onOpen(Connection open) {
            connection = open;
        }

        @Override
        public void onReceived(ByteBuffer bytes) {
            byte[] part = new byte[bytes.remaining()];
            bytes.get(part);
            received.writeBytes(part);
            String request = received.toString(StandardCharsets.ISO_8859_1);
            if (request.endsWith("\r\n\r\n")) {
                serve(request.split(" ", 3)[1]);
            } else if (received.size() > MAX_REQUEST_BYTES) {
                connection.close("the request is too long");
            }
        }

        private void serve(String pathAndQuery) {
            byte[] answer = handler.answer(from, pathAndQuery);
            if (answer != null) {
                connection.write(ByteBuffer.wrap(answer));
                connection.closeAfterWrites("answered", CLOSE_MILLIS);
            }
        }

        @Override
        public void onWritten(long bytes) {}

        @Override
        public void onClosed(String reason) {}
    }
}
