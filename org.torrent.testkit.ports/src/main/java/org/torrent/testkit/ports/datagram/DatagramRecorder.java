package org.torrent.testkit.ports.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrent.spi.datagram.DatagramHandler;

/** Claims datagrams by their first byte, keeps them, and what broke the contract of the port. Thread-safe. */
public class DatagramRecorder implements DatagramHandler {
    private final String firsts;
    private final AtomicBoolean inside = new AtomicBoolean();
    private final List<String> received = new ArrayList<>();
    private final List<InetSocketAddress> remotes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> closings = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** Claims datagrams that begin with one of these characters; all, when there are none. */
    public DatagramRecorder(String firsts) {
        this.firsts = firsts;
    }

    @Override
    public final boolean claims(InetSocketAddress remote, ByteBuffer datagram) {
        boolean[] claimed = {false};
        call("claims", () -> {
            check(datagram.hasRemaining(), "claims without bytes");
            claimed[0] = firsts.isEmpty() || firsts.indexOf(datagram.get()) >= 0;
        });
        return claimed[0];
    }

    @Override
    public final void onDatagram(InetSocketAddress remote, ByteBuffer datagram) {
        call("onDatagram", () -> {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            synchronized (this) {
                received.add(new String(bytes, StandardCharsets.ISO_8859_1));
                remotes.add(remote);
            }
            received(remote, bytes);
        });
    }

    @Override
    public final void onFailed(InetSocketAddress remote, String reason) {
        call("onFailed", () -> note(failures, reason));
    }

    @Override
    public final void onClosed(String reason) {
        call("onClosed", () -> {
            check(!isClosed(), "onClosed twice");
            note(closings, reason);
        });
    }

    /** For subclasses: a datagram came. */
    protected void received(InetSocketAddress remote, byte[] bytes) {}

    private void call(String name, Runnable body) {
        check(inside.compareAndSet(false, true), name + " inside of another call");
        check(!isClosed() || name.equals("onClosed"), name + " after onClosed");
        try {
            body.run();
        } finally {
            inside.set(false);
        }
    }

    private void note(List<String> list, String reason) {
        check(reason != null && !reason.isBlank() && !reason.contains("\n"), "not one line: " + reason);
        synchronized (this) {
            list.add(String.valueOf(reason));
        }
    }

    private synchronized void check(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    /** What came, one character for each byte. */
    public final synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** Where it came from. */
    public final synchronized List<InetSocketAddress> remotes() {
        return List.copyOf(remotes);
    }

    /** What was told of datagrams that did not get through. */
    public final synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether the end came. */
    public final synchronized boolean isClosed() {
        return !closings.isEmpty();
    }

    /** Why it ended, or null. */
    public final synchronized String reason() {
        return closings.isEmpty() ? null : closings.get(0);
    }

    /** What broke the contract. */
    public final synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
