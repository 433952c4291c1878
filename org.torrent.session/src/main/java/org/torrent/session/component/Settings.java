package org.torrent.session.component;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.torrent.session.SessionSettings;
import org.torrent.session.context.TorrentSettings;
import org.torrent.session.net.DialStrategy;

/** Turns configuration and framework properties into settings, and refuses what makes no sense. */
final class Settings {
    private static final int DEFAULT_PORT = 6881;

    private Settings() {}

    /** @throws IllegalArgumentException that names the property and the remedy */
    static SessionSettings of(SessionConfiguration configuration, Function<String, String> properties) {
        String listen =
                either(configuration.listen(), properties.apply("torrent.listen"), String.valueOf(DEFAULT_PORT));
        String transports =
                either(configuration.transports(), properties.apply("torrent.transport"), DialStrategy.BOTH);
        boolean fast = configuration.fast() && !"off".equals(properties.apply("torrent.fast"));
        int loops = configuration.loops() > 0
                ? configuration.loops()
                : Math.min(4, Runtime.getRuntime().availableProcessors());
        return new SessionSettings(
                addresses(listen),
                DialStrategy.parse(transports),
                (long) positive("pool.mebibytes", configuration.pool_mebibytes()) << 20,
                loops,
                new TorrentSettings(
                        positive("unchoke.slots", configuration.unchoke_slots()),
                        positive("max.peers", configuration.max_peers()),
                        fast),
                Budgets.of(configuration));
    }

    private static String either(String configured, String property, String otherwise) {
        if (!configured.isEmpty()) {
            return configured;
        }
        return property == null || property.isEmpty() ? otherwise : property;
    }

    /** Several with commas between them; none for {@code none}. */
    static List<InetSocketAddress> addresses(String text) {
        return "none".equals(text)
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Settings::address)
                        .distinct()
                        .toList();
    }

    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return host.isEmpty() ? new InetSocketAddress(port) : resolved(text, new InetSocketAddress(host, port));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("torrent.listen: '" + text + "' is not PORT or HOST:PORT", e);
        }
    }

    private static InetSocketAddress resolved(String text, InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("torrent.listen: the host of '" + text + "' is unknown");
        }
        return address;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " must be at least 1");
        }
        return value;
    }
}
