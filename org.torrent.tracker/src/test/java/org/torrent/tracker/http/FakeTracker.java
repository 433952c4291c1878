package org.torrent.tracker.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A tracker on loopback: {@code /announce} answers, {@code /announce/hang} does not. */
final class FakeTracker implements AutoCloseable {
    final BlockingQueue<String> queries = new LinkedBlockingQueue<>();
    final BlockingQueue<InetAddress> callers = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile String answer;

    FakeTracker(String answer) throws IOException {
        this.answer = answer;
        this.server = HttpServer.create();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/announce", this::announce);
        server.createContext("/announce/hang", this::hang);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void announce(HttpExchange exchange) throws IOException {
        callers.add(exchange.getRemoteAddress().getAddress());
        queries.add(exchange.getRequestURI().getRawQuery());
        byte[] body = answer.getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void hang(HttpExchange exchange) {
        queries.add(exchange.getRequestURI().getRawQuery());
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
