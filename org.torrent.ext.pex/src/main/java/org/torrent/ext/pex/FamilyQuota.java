package org.torrent.ext.pex;

import java.net.InetSocketAddress;

/** How many endpoints of each address family one list of a message has room for. */
final class FamilyQuota {
    private int ipv4;
    private int ipv6;

    FamilyQuota(int each) {
        ipv4 = each;
        ipv6 = each;
    }

    /** Whether there was room for one more. */
    boolean take(InetSocketAddress endpoint) {
        return PexMessage.isIpv4(endpoint) ? ipv4-- > 0 : ipv6-- > 0;
    }
}
