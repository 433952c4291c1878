package org.torrent.session.core;

/**
 * How many bytes to keep on their way to one peer, being read or waiting for the socket. What the peer takes in a quarter
 * of a second is enough; since no rate is known at the start, the window also doubles whenever everything was sent
 * although more was asked for: then the window limited the rate.
 */
public final class UploadWindow {
    /** Least bytes. */
    public static final int BYTES_MIN = 128 << 10;

    /** Most bytes. */
    public static final int BYTES_MAX = 2 << 20;

    private int bytes = BYTES_MIN;

    /** The bytes to keep on their way. */
    public int bytes() {
        return bytes;
    }

    /** Nothing was on its way though requests waited. */
    public void ranDry() {
        bytes = Math.min(BYTES_MAX, 2 * bytes);
    }

    /** About once a second. */
    public void tick(long bytesPerSecond) {
        bytes = (int) Math.max(BYTES_MIN, Math.min(BYTES_MAX, bytesPerSecond / 4));
    }
}
