package org.torrent.session.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Which address of ours a dial starts from: one that we listen on. Whoever names addresses means that nothing goes another way,
 * a VPN's for one; so when none of them leads to a peer, it is not dialled. Pure.
 *
 * @param listening what is configured, whether it could be bound or not; empty, or a wildcard among them: any address
 */
public record DialSources(List<InetSocketAddress> listening) {
    /** From where; or why not at all. */
    public record Source(InetAddress address, String refusal) {
        private static final Source ANY = new Source(null, null);
    }

    /** Copies the list. */
    public DialSources {
        listening = List.copyOf(listening);
    }

    /** What leads to addresses of one machine or one link leads nowhere else. */
    private static boolean isAlike(InetAddress own, InetAddress peer) {
        return own.isLoopbackAddress() == peer.isLoopbackAddress()
                && (own instanceof Inet4Address || own.isLinkLocalAddress() == peer.isLinkLocalAddress());
    }

    /** From where a peer is dialled. An address of null is any. */
    public Source of(InetSocketAddress remote) {
        InetAddress peer = remote.getAddress();
        boolean isAny = listening.isEmpty()
                || listening.stream().anyMatch(address -> address.getAddress().isAnyLocalAddress());
        if (isAny || peer == null) {
            return Source.ANY;
        }
        for (InetSocketAddress own : listening) {
            boolean isSameFamily = own.getAddress().getClass() == peer.getClass();
            if (isSameFamily && isAlike(own.getAddress(), peer)) {
                return new Source(own.getAddress(), null);
            }
        }
        if (peer.isLoopbackAddress()) {
            return Source.ANY; // it does not leave this machine
        }
        return new Source(null, "none of the addresses of --listen leads there; a port alone dials from all");
    }
}
