package org.torrent.testkit.ports.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who answers on which port of which host. Each kind of transport, and datagrams, have ports of their own.
 *
 * @param <T> who answers
 */
final class SimPorts<T> {
    private static final int FIRST_EPHEMERAL_PORT = 49_152;

    private record Name(InetAddress host, String kind) {}

    private static final class Table<T> {
        private final Map<Integer, T> bound = new TreeMap<>();
        private int next = FIRST_EPHEMERAL_PORT;
    }

    private final Map<Name, Table<T>> tables = new HashMap<>();

    private Table<T> table(InetAddress host, String kind) {
        return tables.computeIfAbsent(new Name(host, kind), name -> new Table<>());
    }

    T find(InetSocketAddress address, String kind) {
        return table(address.getAddress(), kind).bound.get(address.getPort());
    }

    /** A port nobody has; not the same again soon. */
    int free(InetAddress host, String kind) {
        Table<T> table = table(host, kind);
        while (table.bound.containsKey(table.next)) {
            table.next++;
        }
        return table.next++;
    }

    /** Takes a port of a host, a free one for 0; answers which. */
    int bind(InetAddress host, String kind, InetSocketAddress wanted, T who) throws IOException {
        InetAddress ip = wanted.getAddress();
        if (!ip.isAnyLocalAddress() && !ip.equals(host)) {
            throw new IOException("can't listen on " + wanted + ": not an address of this host");
        }
        int port = wanted.getPort() == 0 ? free(host, kind) : wanted.getPort();
        if (table(host, kind).bound.putIfAbsent(port, who) != null) {
            throw new IOException("can't listen on " + wanted + ": the port is in use");
        }
        return port;
    }

    void free(InetAddress host, String kind, int port, T who) {
        table(host, kind).bound.remove(port, who);
    }
}
