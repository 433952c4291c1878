package org.torrent.dht.component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrent.dht.source.HostNames;
import org.torrent.spi.runtime.EventLoop;

/** The system's resolver, which blocks: on a loop of its own. */
final class SystemNames implements HostNames {
    private static final Logger LOG = LoggerFactory.getLogger(SystemNames.class);

    private final EventLoop loop;

    SystemNames(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void resolve(String host, Consumer<List<InetAddress>> found) {
        loop.execute(() -> found.accept(addresses(host)));
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            LOG.info("DHT: {} has no address for now; it is looked up again", host);
            return List.of();
        }
    }
}
