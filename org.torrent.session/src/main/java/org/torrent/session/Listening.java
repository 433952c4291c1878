package org.torrent.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.torrent.api.AlertCategory;
import org.torrent.session.alert.Alerts;
import org.torrent.spi.transport.Acceptor;
import org.torrent.spi.transport.Listener;
import org.torrent.spi.transport.Transport;

/**
 * The port peers reach us on. Follows the transport: when that comes back the same port is bound again. On the session
 * loop; the address may be read by any thread.
 */
final class Listening {
    private final InetSocketAddress wanted;
    private final Acceptor acceptor;
    private final Alerts alerts;
    private volatile Listener listener;
    private int boundPort;

    Listening(InetSocketAddress wanted, Acceptor acceptor, Alerts alerts) {
        this.wanted = wanted;
        this.acceptor = acceptor;
        this.alerts = alerts;
    }

    /** The transport changed; null when there is none. */
    void follow(Transport transport) {
        close();
        if (transport == null || wanted == null) {
            return;
        }
        int port = wanted.getPort() == 0 ? boundPort : wanted.getPort();
        InetSocketAddress address = new InetSocketAddress(wanted.getAddress(), port);
        try {
            listener = transport.listen(address, acceptor);
            boundPort = listener.address().getPort();
            alert(AlertCategory.STATUS, "listen_succeeded", () -> "listening on " + text(listener.address()));
        } catch (IOException e) {
            alert(AlertCategory.ERROR, "listen_failed", e::getMessage);
        }
    }

    private void alert(AlertCategory category, String what, Supplier<String> message) {
        String text = message.get();
        alerts.post(category, what, null, () -> text, Map.of());
    }

    Optional<InetSocketAddress> address() {
        Listener current = listener;
        return current == null ? Optional.empty() : Optional.of(current.address());
    }

    int port() {
        return address().map(InetSocketAddress::getPort).orElse(0);
    }

    void close() {
        Listener current = listener;
        listener = null;
        if (current != null) {
            current.close();
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
