package org.torrent.http.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The network as an exchange uses it; blocking. */
interface Network {
    /** The addresses of a host name or literal, at least one. */
    InetAddress[] resolve(String host) throws IOException;

    /** A socket that is not connected. */
    Socket newSocket() throws IOException;

    /** Connects to exactly this address. */
    void connect(Socket socket, InetSocketAddress address, int timeoutMillis) throws IOException;

    /** The real one. */
    Network SYSTEM = new Network() {
        @Override
        public InetAddress[] resolve(String host) throws IOException {
            return InetAddress.getAllByName(host);
        }

        @Override
        public Socket newSocket() {
            // No SOCKS proxy from system properties: it would resolve names anew.
            return new Socket(java.net.Proxy.NO_PROXY);
        }

        @Override
        public void connect(Socket socket, InetSocketAddress address, int timeoutMillis) throws IOException {
            socket.connect(address, timeoutMillis);
        }
    };
}
