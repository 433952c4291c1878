package org.torrent.session.wire;

/** What bounds the stages of one connection. */
final class StageLimits {
    /** Kept in front of one stage or of the messages; whoever then takes nothing of them closes its connection. */
    static final int KEPT_BYTES = 2 << 20;

    private StageLimits() {}
}
