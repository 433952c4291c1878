package org.torrent.tracker.udp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.torrent.spi.datagram.DatagramTransport;
import org.torrent.spi.http.LocalAddresses;
import org.torrent.spi.http.NetworkZone;
import org.torrent.spi.http.Reach;
import org.torrent.spi.runtime.Clock;
import org.torrent.spi.runtime.EventLoop;
import org.torrent.tracker.AnnounceRequest;
import org.torrent.tracker.Limits;
import org.torrent.tracker.TrackerException;
import org.torrent.tracker.TrackerProtocol;
import org.torrent.tracker.names.Resolver;

/** UDP trackers (BEP 15, 41): an announce goes to one address of each family that the tracker's host has. */
public final class UdpTracker implements TrackerProtocol {
    private final EventLoop loop;
    private final Resolver resolver;
    private final Supplier<DatagramTransport> transport;
    private final LocalSockets sockets;

    /**
     * Asks by whichever transport is there.
     *
     * @param loop the trackers'
     * @param randomBits 32 random bits that nobody else can guess; asked on the loop
     * @param transport gives the transport of the moment, null when there is none
     */
    public UdpTracker(
            EventLoop loop,
            Clock clock,
            IntSupplier randomBits,
            Resolver resolver,
            Supplier<DatagramTransport> transport) {
        this.loop = loop;
        this.resolver = resolver;
        this.transport = transport;
        this.sockets = new LocalSockets(loop, clock, randomBits);
    }

    @Override
    public List<String> schemes() {
        return List.of("udp");
    }

    @Override
    public int parallel() {
        return Limits.UDP_PARALLEL;
    }

    @Override
    public Call announce(AnnounceRequest request) {
        UdpAnnounce announce = new UdpAnnounce(loop, request);
        try {
            UdpUrl url = UdpUrl.parse(request.url());
            resolver.resolve(url.host(), addresses -> begin(announce, url, addresses));
        } catch (TrackerException e) {
            announce.fail(e);
        }
        return announce;
    }

    private void begin(UdpAnnounce announce, UdpUrl url, List<InetAddress> addresses) {
        if (announce.isOver()) {
            return;
        }
        try {
            DatagramTransport current = transport.get();
            if (current == null) {
                throw TrackerException.ofOurs(
                        "there is no datagram transport: start the bundle org.torrent.wire", null);
            }
            List<InetSocketAddress> servers = servers(announce.request(), url, addresses);
            ask(announce, servers, url, current);
        } catch (TrackerException e) {
            announce.fail(e);
        }
    }

    /** Where one family's socket can't be opened the other one does. */
    private void ask(UdpAnnounce announce, List<InetSocketAddress> servers, UdpUrl url, DatagramTransport current)
            throws TrackerException {
        TrackerException problem = null;
        int asked = 0;
        for (InetSocketAddress server : servers) {
            try {
                LocalSocket socket = sockets.of(announce.request().torrent(), server.getAddress(), current);
                announce.ask(socket, server, url.pathAndQuery());
                asked++;
            } catch (TrackerException e) {
                problem = e;
            }
        }
        if (asked == 0) {
            throw problem;
        }
    }

    /** The first address of each family that may be asked, and can be from ours. */
    private static List<InetSocketAddress> servers(AnnounceRequest request, UdpUrl url, List<InetAddress> addresses)
            throws TrackerException {
        if (addresses.isEmpty()) {
            throw new TrackerException("the host name is unknown");
        }
        List<InetAddress> allowed = addresses.stream()
                .filter(address -> mayAsk(address, url, request.hearsay()))
                .toList();
        if (allowed.isEmpty()) {
            throw TrackerException.ofOurs(
                    "leads into the local network (" + url.host()
                            + "), where a tracker from a torrent may only be at /announce of this machine",
                    null);
        }
        LocalAddresses own = request.torrent().from();
        List<InetSocketAddress> servers = Stream.of(Inet4Address.class, Inet6Address.class)
                .flatMap(family -> allowed.stream()
                        .filter(family::isInstance)
                        .filter(own::leadTo)
                        .limit(1))
                .map(address -> new InetSocketAddress(address, url.port()))
                .toList();
        if (servers.isEmpty()) {
            throw TrackerException.ofOurs("no address that is listened on leads there", null);
        }
        return servers;
    }

    /** The rule of HTTP trackers; and only what is one machine. */
    private static boolean mayAsk(InetAddress address, UdpUrl url, boolean hearsay) {
        boolean isOne = !address.isMulticastAddress()
                && (address instanceof Inet6Address || (address.getAddress()[0] & 0xff) < 224);
        Reach reach = hearsay ? Reach.OPEN_NETWORK : Reach.AS_TRACKER;
        return isOne && reach.allows(NetworkZone.of(address), url.pathAndQuery());
    }

    /** Datagrams that named a question of ours and were no answer to it: from elsewhere, too short, of another action. On the loop. */
    public long refused() {
        return sockets.refused();
    }

    @Override
    public void close() {
        sockets.close();
    }
}
