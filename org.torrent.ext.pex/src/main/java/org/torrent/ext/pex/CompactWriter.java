package org.torrent.ext.pex;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;

/** Endpoints of one address family and their flags, in compact form. */
final class CompactWriter {
    private final ByteArrayOutputStream endpoints = new ByteArrayOutputStream();
    private final ByteArrayOutputStream flags = new ByteArrayOutputStream();

    void add(InetSocketAddress endpoint, int flag) {
        endpoints.writeBytes(endpoint.getAddress().getAddress());
        endpoints.write(endpoint.getPort() >> 8);
        endpoints.write(endpoint.getPort());
        flags.write(flag);
    }

    byte[] endpoints() {
        return endpoints.toByteArray();
    }

    byte[] flags() {
        return flags.toByteArray();
    }
}
