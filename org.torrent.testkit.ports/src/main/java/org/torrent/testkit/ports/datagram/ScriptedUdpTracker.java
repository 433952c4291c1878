package org.torrent.testkit.ports.datagram;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.torrent.spi.datagram.DatagramHandler;
import org.torrent.spi.datagram.DatagramPort;
import org.torrent.spi.datagram.DatagramTransport;

/**
 * A UDP tracker (BEP 15, 41) on any datagram transport, simulated or real: knows who is in which swarm as announces tell
 * it. Its answers can be changed on their way out, byte by byte. Runs on I/O threads; its lock is itself.
 */
public final class ScriptedUdpTracker implements DatagramHandler, AutoCloseable {
    private static final long PROTOCOL = 0x41727101980L;
    private static final String[] EVENTS = {"none", "completed", "started", "stopped"};

    private final DatagramPort port;
    private final int intervalSeconds;
    private final Map<InetSocketAddress, Long> connections = new LinkedHashMap<>();
    private final Map<String, Set<InetSocketAddress>> swarms = new LinkedHashMap<>();
    private final Map<String, Set<InetSocketAddress>> seeds = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private UnaryOperator<byte[]> vice = answer -> answer;
    private long lastConnection = 0x1234_5678_9abcL;

    /**
     * Answers from now on.
     *
     * @throws IOException when the address can't be bound
     */
    public ScriptedUdpTracker(DatagramTransport transport, InetSocketAddress address, int intervalSeconds)
            throws IOException {
        this.intervalSeconds = intervalSeconds;
        this.port = transport.open(address, 0, this);
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return port.address();
    }

    /** Changes every answer from now on; what becomes null is not sent. */
    public synchronized void vice(UnaryOperator<byte[]> change) {
        vice = change;
    }

    /** Knows no connection id any more, as after a restart. */
    public synchronized void forgetConnections() {
        connections.clear();
    }

    /** Names a peer that does not announce itself. */
    public synchronized void register(byte[] infoHash, InetSocketAddress peer) {
        swarm(swarms, hex(infoHash)).add(peer);
    }

    /** Who is in the swarm now. */
    public synchronized Set<InetSocketAddress> peers(byte[] infoHash) {
        return Set.copyOf(swarm(swarms, hex(infoHash)));
    }

    /** What it was told so far: {@code connect}, {@code scrape 2}, {@code announce 10.0.0.1:6881 started left=0 /path?query}. */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public boolean claims(InetSocketAddress remote, ByteBuffer datagram) {
        return datagram.remaining() >= 16;
    }

    @Override
    public synchronized void onDatagram(InetSocketAddress remote, ByteBuffer datagram) {
        long connection = datagram.getLong();
        int action = datagram.getInt();
        int transaction = datagram.getInt();
        byte[] answer = vice.apply(answer(remote, connection, action, transaction, datagram));
        if (answer != null) {
            port.send(remote, ByteBuffer.wrap(answer));
        }
    }

    private byte[] answer(InetSocketAddress remote, long connection, int action, int transaction, ByteBuffer rest) {
        if (connection == PROTOCOL && action == 0) {
            heard.add("connect");
            connections.put(remote, ++lastConnection);
            return header(16, 0, transaction).putLong(lastConnection).array();
        }
        if (!Long.valueOf(connection).equals(connections.get(remote))) {
            heard.add("mismatch");
            byte[] text = "Connection ID mismatch".getBytes(StandardCharsets.US_ASCII);
            return header(8 + text.length, 3, transaction).put(text).array();
        }
        return action == 1 ? announce(remote, transaction, rest) : scrape(transaction, rest);
    }

    private static ByteBuffer header(int bytes, int action, int transaction) {
        return ByteBuffer.allocate(bytes).putInt(action).putInt(transaction);
    }

    private byte[] announce(InetSocketAddress remote, int transaction, ByteBuffer rest) {
        String swarm = hex(bytes(rest, 20));
        bytes(rest, 20); // peer id
        rest.getLong();
        long left = rest.getLong();
        rest.getLong();
        String event = EVENTS[rest.getInt()];
        rest.getInt();
        rest.getInt();
        int wanted = rest.getInt();
        InetSocketAddress peer = new InetSocketAddress(remote.getAddress(), rest.getShort() & 0xffff);
        heard.add("announce " + peer.getAddress().getHostAddress() + ":" + peer.getPort() + " " + event + " left="
                + left + urlData(rest));
        List<InetSocketAddress> others = new ArrayList<>(swarm(swarms, swarm));
        others.remove(peer);
        update(swarm, peer, event, left);
        int v = remote.getAddress().getAddress().length;
        others.removeIf(other -> other.getAddress().getAddress().length != v);
        int count = Math.min(others.size(), Math.max(0, Math.min(wanted, 100)));
        ByteBuffer answer = header(20 + count * (v + 2), 1, transaction)
                .putInt(intervalSeconds)
                .putInt(swarm(swarms, swarm).size() - swarm(seeds, swarm).size())
                .putInt(swarm(seeds, swarm).size());
        for (InetSocketAddress other : others.subList(0, count)) {
            answer.put(other.getAddress().getAddress()).putShort((short) other.getPort());
        }
        return answer.array();
    }

    private void update(String swarm, InetSocketAddress peer, String event, long left) {
        swarm(swarms, swarm).remove(peer);
        swarm(seeds, swarm).remove(peer);
        if (!event.equals("stopped")) {
            swarm(swarms, swarm).add(peer);
            if (left == 0) {
                swarm(seeds, swarm).add(peer);
            }
        }
    }

    private static String urlData(ByteBuffer options) {
        StringBuilder data = new StringBuilder();
        while (options.hasRemaining()) {
            int option = options.get();
            if (option == 0) {
                break;
            }
            if (option > 1) {
                byte[] value = bytes(options, options.get() & 0xff);
                data.append(option == 2 ? new String(value, StandardCharsets.UTF_8) : "");
            }
        }
        return data.isEmpty() ? "" : " " + data;
    }

    private byte[] scrape(int transaction, ByteBuffer rest) {
        int count = rest.remaining() / 20;
        heard.add("scrape " + count);
        ByteBuffer answer = header(8 + 12 * count, 2, transaction);
        for (int i = 0; i < count; i++) {
            String swarm = hex(bytes(rest, 20));
            int complete = swarm(seeds, swarm).size();
            answer.putInt(complete).putInt(7).putInt(swarm(swarms, swarm).size() - complete);
        }
        return answer.array();
    }

    private static Set<InetSocketAddress> swarm(Map<String, Set<InetSocketAddress>> all, String swarm) {
        return all.computeIfAbsent(swarm, hash -> new LinkedHashSet<>());
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The URL to announce to. */
    public String url() {
        InetAddress at = address().getAddress();
        String host = at.getAddress().length == 4 ? at.getHostAddress() : "[" + at.getHostAddress() + "]";
        return "udp://" + host + ":" + address().getPort() + "/announce";
    }

    @Override
    public void onClosed(String reason) {
        // nothing is kept
    }

    @Override
    public void close() {
        port.close();
    }
}
