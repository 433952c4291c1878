package org.torrent.testkit.ports.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.torrent.spi.transport.Connection;
import org.torrent.spi.transport.ConnectionHandler;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/**
 * A web server on any transport, simulated or real: reads a request, says what the script wants, closes. The script
 * answers with every byte to be sent, right or wrong, or with null to say nothing and hang; it runs on I/O threads.
 */
public final class ScriptedWebServer implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 64 * 1024;
    private static final long CLOSE_MILLIS = 60_000;

    private final Function<WebRequest, byte[]> script;
    private final Listener listener;

    /** Listens from now on. */
    public ScriptedWebServer(Transport transport, InetSocketAddress address, Function<WebRequest, byte[]> script)
            throws IOException {
        this.script = script;
        this.listener = transport.listen(address, remote -> new Serving(remote.getAddress()));
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

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.address();
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
                serve(new WebRequest(from, request));
            } else if (received.size() > MAX_REQUEST_BYTES) {
                connection.close("the request is too long");
            }
        }

        private void serve(WebRequest request) {
            byte[] answer = script.apply(request);
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
