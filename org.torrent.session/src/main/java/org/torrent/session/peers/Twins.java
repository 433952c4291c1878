package org.torrent.session.peers;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Optional;
import org.torrent.session.connection.PeerConnection;
import org.torrent.session.core.PeerList;

/**
 * Finds peers that are connected twice, over IPv4 and over IPv6. On the torrent's loop.
 *
 * <p>Theory. A peer id is a claim that anybody can make, and so is an address: whoever could close another one's
 * connection by such a claim would. So a claim costs only him who makes it: it is the connection over which a peer said
 * "I am also at this IPv6 address" that is given up, and only when somebody with the same peer id is connected there.
 * Both sides say it over IPv4 only, so both give up the same connection.
 */
final class Twins {
    private final ConnectedPeers peers;
    private final PeerList list;

    Twins(ConnectedPeers peers, PeerList list) {
        this.peers = peers;
        this.list = list;
    }

    /** What to tell a peer that is connected over IPv4: where we have an IPv6 address, as far as its connections show. */
    Optional<Inet6Address> ourIpv6(PeerConnection toldTo) {
        return isIpv4(toldTo)
                ? peers.all().stream()
                        .map(peer -> peer.wire().local())
                        .filter(local -> local != null && local.getAddress() instanceof Inet6Address)
                        .map(local -> (Inet6Address) local.getAddress())
                        .filter(Twins::isGlobal)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isGlobal(Inet6Address address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress();
    }

    /** Whether two connections may be twins, as far as the handshakes say. */
    boolean mayBe(PeerConnection ipv4, PeerConnection other) {
        return isIpv4(ipv4)
                && !isIpv4(other)
                && ipv4.state().theirs.peerId().equals(other.state().theirs.peerId());
    }

    /** The peer said something, or came: gives up what is not needed. */
    void look(PeerConnection peer) {
        for (PeerConnection other : new ArrayList<>(peers.all())) {
            giveUp(peer, other);
            giveUp(other, peer);
        }
    }

    private void giveUp(PeerConnection ipv4, PeerConnection ipv6) {
        boolean isTwin = mayBe(ipv4, ipv6)
                && ipv6.remote().getAddress().equals(ipv4.state().alsoAt)
                && !ipv4.isClosing()
                && !ipv6.isClosing();
        if (isTwin) {
            if (ipv4.state().endpoint != null && ipv6.state().endpoint != null) {
                list.twin(ipv4.state().endpoint, ipv6.state().endpoint);
            }
            ipv4.part("connected to this peer over IPv6 already");
        }
    }

    private static boolean isIpv4(PeerConnection peer) {
        return peer.remote().getAddress() instanceof Inet4Address;
    }
}
