package org.torrent.wire.reason;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Says in one line for people why a connection ended or an address can't be bound. */
public final class Reasons {
    /** The other end closed. */
    public static final String CLOSED_BY_PEER = "closed by peer";

    /** The other end is gone. */
    public static final String RESET_BY_PEER = "reset by peer";

    /** This bundle stops. */
    public static final String STOPPED = "the transport stopped";

    private Reasons() {}

    /** What a failed socket operation means. */
    public static String of(Throwable failure) {
        if (failure instanceof UnresolvedAddressException) {
            return "the host name was not resolved";
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to host";
        }
        if (failure instanceof ClosedChannelException) {
            return "closed";
        }
        String message =
                failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT);
        if (message.contains("refused")) {
            return "connection refused";
        }
        if (message.contains("reset") || message.contains("broken pipe") || message.contains("aborted")) {
            return RESET_BY_PEER;
        }
        if (message.contains("timed out")) {
            return "timed out: the peer does not answer";
        }
        if (failure instanceof IOException && !message.isEmpty()) {
            return message;
        }
        return failure.toString();
    }

    /** What the user can do about a bind that failed. */
    public static String bind(InetSocketAddress address, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof BindException && message.contains("in use")) {
                return text(address) + " is in use: choose another with --listen";
            }
            if (cause.getCause() == null) {
                return text(address) + " can't be bound: " + of(cause) + "; choose another with --listen";
            }
        }
        return text(address) + " can't be bound";
    }

    /** {@code 127.0.0.1:6881}, {@code [::1]:6881}, {@code name:6881}. */
    public static String text(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = address.getAddress().getHostAddress();
        if (address.getAddress() instanceof Inet6Address) {
            host = "[" + compress(host) + "]";
        }
        return host + ":" + address.getPort();
    }

    /** The longest leading or inner run of zero groups shortened, as people write it. */
    private static String compress(String host) {
        return host.replaceFirst("(^|:)(0(:|$)){2,}", "::");
    }
}
