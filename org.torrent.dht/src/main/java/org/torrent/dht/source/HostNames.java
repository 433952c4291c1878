package org.torrent.dht.source;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/** Looks host names up. */
public interface HostNames {
    /** Looks one up; the addresses, none when there are none, come once, on any thread. */
    void resolve(String host, Consumer<List<InetAddress>> found);
}
