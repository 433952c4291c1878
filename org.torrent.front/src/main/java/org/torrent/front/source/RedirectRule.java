package org.torrent.front.source;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/**
 * Which redirects are followed: never from https to http, and never from a server on the internet to an address of this
 * machine or of the local network. A URL that the user typed may name any of those.
 */
class RedirectRule {
    private static final int UNIQUE_LOCAL_MASK = 0xFE;
    private static final int UNIQUE_LOCAL = 0xFC;

    /** The next hop, or a failure that says why it isn't taken. */
    URI next(URI from, String location) throws SourceException {
        URI to = resolve(from, location);
        boolean web = "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
        boolean downgrade = "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
        if (!web || downgrade || to.getHost() == null) {
            throw refused(from, to, "only http(s) is followed, and never from https to http");
        }
        if (!isLocal(from) && isLocal(to)) {
            throw refused(from, to, "that is an address of the local network");
        }
        return to;
    }

    /** Addresses of a host; overridden in tests. */
    InetAddress[] lookUp(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    private static URI resolve(URI from, String location) throws SourceException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new SourceException(from + " redirects to something that is not a URL: name the .torrent's own URL");
        }
    }

    private boolean isLocal(URI uri) throws SourceException {
        try {
            return Stream.of(lookUp(uri.getHost())).anyMatch(RedirectRule::isLocal);
        } catch (UnknownHostException e) {
            throw new SourceException("the host " + uri.getHost() + " is not known: check the URL and the network");
        }
    }

    static boolean isLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return uniqueLocal
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private static SourceException refused(URI from, URI to, String reason) {
        return new SourceException(from + " redirects to " + to + ", which is not followed: " + reason);
    }
}
