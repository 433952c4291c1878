package org.torrent.dht.node;

import java.net.InetSocketAddress;

/** Where datagrams go. */
public interface Outbox {
    /** Sends a datagram, or loses it. Nobody changes the bytes afterwards. */
    void send(InetSocketAddress to, byte[] datagram);
}
