package org.torrent.session.net;

/** What bounds the way to peers. */
final class NetLimits {
    /** Endpoints of which it is remembered what reached them last. */
    static final int ENDPOINTS = 4_096;

    private NetLimits() {}
}
