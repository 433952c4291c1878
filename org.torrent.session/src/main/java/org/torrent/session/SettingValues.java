package org.torrent.session;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.torrent.runtime.watch.WatchTimes;
import org.torrent.session.budget.ConnectionLimits;
import org.torrent.session.net.DialStrategy;

/** Settings as values by the keys of the session's configuration, for whoever may read them. */
public final class SettingValues {
    private static final long MIB = 1 << 20;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private SettingValues() {}

    /** All of them; unmodifiable. */
    public static Map<String, Object> of(SessionSettings settings) {
        Map<String, Object> values = new TreeMap<>();
        values.put(
                "listen",
                settings.listen().isEmpty()
                        ? "none"
                        : settings.listen().stream().map(SettingValues::text).collect(Collectors.joining(",")));
        values.put("transports", text(settings.transports()));
        values.put("pool.mebibytes", (int) (settings.poolBytes() / MIB));
        values.put("loops", settings.loops());
        values.put("unchoke.slots", settings.torrents().unchokeSlots());
        values.put("max.peers", settings.torrents().maxPeers());
        values.put("fast", settings.torrents().fastExtension());
        values.put("session.unchoke.slots", settings.budgets().unchokeSlots());
        values.put("pending.mebibytes", (int) (settings.budgets().pendingBytes() / MIB));
        values.put("retained.mebibytes", (int) (settings.budgets().retainedBytes() / MIB));
        put(values, settings.budgets().connections());
        put(values, settings.hooks());
        return Collections.unmodifiableMap(values);
    }

    private static void put(Map<String, Object> values, ConnectionLimits limits) {
        values.put("connections", limits.connections());
        values.put("connections.per.address", limits.perAddress());
        values.put("handshakes", limits.handshakes());
        values.put("handshakes.per.address", limits.handshakesPerAddress());
        values.put("dials", limits.dials());
        values.put("dials.per.address", limits.dialsPerAddress());
    }

    private static void put(Map<String, Object> values, WatchTimes hooks) {
        values.put("hook.watch", hooks.isOn());
        values.put("hook.named.ms", (int) (hooks.namedNanos() / NANOS_PER_MILLI));
        values.put("hook.interrupt.ms", (int) (hooks.interruptNanos() / NANOS_PER_MILLI));
        values.put("hook.giveup.ms", (int) (hooks.giveUpNanos() / NANOS_PER_MILLI));
    }

    private static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static String text(DialStrategy transports) {
        return transports.kinds().isEmpty() ? DialStrategy.BOTH : String.join(",", transports.kinds());
    }
}
