package org.torrent.session.plugin.handshake;

import org.torrent.session.plugin.ExtensionProtocolException;
import org.torrent.session.plugin.PluginLimits;

/**
 * How often a peer may send its extension handshake: each is decoded as a whole, up to 64 KiB of it, for every plugin.
 * Honest peers repeat it when they change. The torrent's loop only.
 */
public final class TheirRepeats {
    private static final int BYTES_EACH = PluginLimits.THEIR_HANDSHAKE_BYTES / PluginLimits.THEIR_HANDSHAKES;

    private int tokens = PluginLimits.THEIR_HANDSHAKES;
    private int bytes = PluginLimits.THEIR_HANDSHAKE_BYTES;
    private long refilledNanos;
    private boolean begun;

    /**
     * One arrived. Throws when there were too many.
     *
     * @param length its bytes
     */
    public void count(int length, long nowNanos) throws ExtensionProtocolException {
        if (!begun) {
            begun = true;
            refilledNanos = nowNanos;
        }
        long earned = (nowNanos - refilledNanos) / PluginLimits.THEIR_REFILL_NANOS;
        if (earned > 0) {
            tokens = (int) Math.min(PluginLimits.THEIR_HANDSHAKES, tokens + earned);
            bytes = (int) Math.min(PluginLimits.THEIR_HANDSHAKE_BYTES, bytes + earned * BYTES_EACH);
            refilledNanos += earned * PluginLimits.THEIR_REFILL_NANOS;
        }
        if (tokens == 0) {
            throw new ExtensionProtocolException("more than " + PluginLimits.THEIR_HANDSHAKES
                    + " extension handshakes in a row, and one every "
                    + PluginLimits.THEIR_REFILL_NANOS / 1_000_000_000L + " s");
        }
        if (length > bytes) {
            throw new ExtensionProtocolException(
                    "extension handshakes of more than " + PluginLimits.THEIR_HANDSHAKE_BYTES + " bytes in a row");
        }
        tokens--;
        bytes -= length;
    }
}
