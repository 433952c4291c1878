package org.torrent.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A seed on loopback that sends as many blocks as the test allows: that is how a transfer stands still in its middle. */
final class GatedSeed implements AutoCloseable {
    private static final int EVERYTHING = 1 << 20;

    private final Payload payload;
    private final Map<String, Integer> extensions;
    private final ServerSocket server;
    private final Semaphore gate = new Semaphore(0);
    private final List<SeedConnection> connections = new CopyOnWriteArrayList<>();

    /** @param extensions the names it offers and its own ids for them */
    GatedSeed(Payload payload, Map<String, Integer> extensions) throws IOException {
        this.payload = payload;
        this.extensions = extensions;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(this::accept, "gated-seed").start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(new SeedConnection(socket, payload, extensions, gate));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Lets that many more blocks go. */
    void allow(int blocks) {
        gate.release(blocks);
    }

    /** Lets everything go. */
    void open() {
        gate.release(EVERYTHING);
    }

    /** The connection made last; waits for its handshakes. */
    SeedConnection connection() {
        Await.until(
                "a connection to the seed",
                () -> !connections.isEmpty()
                        && connections.get(connections.size() - 1).handshake() != null);
        return connections.get(connections.size() - 1);
    }

    /** How often it was dialled. */
    int dialled() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SeedConnection connection : connections) {
            connection.close();
        }
    }
}
